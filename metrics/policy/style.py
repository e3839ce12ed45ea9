"""How the printed policy looks: A4 in black on white, one colour, tables that a page doesn't tear."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --ink: #1c2733; --soft: #56616d; --line: #d5dbe1; --mark: #0072b2; }
* { box-sizing: border-box; }
html { background: #fff; }
body { margin: 0; color: var(--ink); font: 11pt/1.5 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans",
  sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { max-width: 180mm; margin: 0 auto; padding: 16mm 5mm; overflow-wrap: anywhere; }
header { border-bottom: 2pt solid var(--mark); padding-bottom: 4mm; margin-bottom: 8mm; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 2mm; }
header p, footer p, .note { color: var(--soft); font-size: 9.5pt; margin: 0; }
section { margin: 0 0 8mm; }
h2 { font-size: 13pt; margin: 0 0 2mm; color: var(--mark); break-after: avoid; }
p { margin: 0 0 2mm; orphans: 3; widows: 3; }
.vision p { font-size: 14pt; line-height: 1.45; }
.note { margin-top: 2mm; }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: start; vertical-align: top; padding: 1.6mm 3mm 1.6mm 0;
  border-bottom: .5pt solid var(--line); }
th { overflow-wrap: normal; color: var(--soft); font-weight: 600; font-size: 9.5pt; }
th:last-child, td:last-child { padding-inline-end: 0; }
dl { margin: 0; }
dt { font-weight: 600; break-after: avoid; }
dd { margin: 0 0 2.5mm; break-inside: avoid; }
footer { border-top: .5pt solid var(--line); padding-top: 3mm; }
@media screen and (max-width: 600px) {
  main { padding: 6mm 4mm; }
  h1 { font-size: 19pt; }
  thead { display: none; }
  tr, td { display: block; }
  tr { border-bottom: .5pt solid var(--line); padding: 2mm 0; }
  td { border: 0; padding: 0 0 1mm; }
  td:empty { display: none; }
  td::before { content: attr(data-heading) ": "; color: var(--soft); font-size: 9.5pt; }
}
@page { size: A4; margin: 18mm 16mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt Arial, sans-serif;
    color: #56616d; } }
@media print { main { max-width: none; padding: 0; } }
"""
