"""What axe-core, the engine of accessibility tests, finds on a page in the browser.

Source of the rules: Deque Systems, https://dequeuniversity.com/rules/axe/
"""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

ENGINE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

# Streamlit's own parts, which this program can't mend: the rule, the part, and what is wrong with it.
EXCUSED = (
    ("list", '[data-testid="stSidebarNavItems"]', "a phone's list of pages has its sections in between"),
    ("listitem", '[data-testid="stSidebarNavItems"]', "a phone's pages stand in sections, not in the list"),
    ("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]', "its button is what is named"),
    ("target-size", '[data-testid="stElementToolbar"]', "it comes with the pointer, over what is below it"),
    (
        "color-contrast",
        '[data-testid="stWidgetLabel"][disabled]',
        "pale is what is switched off (WCAG 1.4.3)",
    ),
)

_FIND = """async ([rules, excused, leftOut]) => {
  const options = {runOnly: rules, resultTypes: ['violations'], elementRef: true, selectors: false,
    rules: Object.fromEntries(leftOut.map(rule => [rule, {enabled: false}]))};
  const found = (await axe.run(document, options)).violations;
  const isExcused = (rule, node) =>
    excused.some(([of, part]) => of === rule.id && node.element?.closest(part));
  return found.flatMap(rule => rule.nodes.filter(node => !isExcused(rule, node)).map(
    node => `${rule.id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}"""


def violations(page: Page, *left_out: str) -> list[str]:
    """The rules that a page breaks, each with the part that does, but for what is excused.

    Contrast, ``color-contrast``, is looked at only where it lies within the window, and takes the longest.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(ENGINE)
    return page.evaluate(_FIND, [RULES, [[rule, part] for rule, part, _why in EXCUSED], left_out])


# The ground of a word is what lies behind it, sheer layers blended. Words of a chart that lie on a ground of
# their own, as within a bar, are chosen with that ground; icons repeat what words beside them say.
_PALE = """(excused) => {
  const channels = colour => {
    const told = colour.match(/[\\d.]+/g).map(Number);
    return [...told.slice(0, 3).map(of => colour.startsWith('color(') ? 255 * of : of), told[3] ?? 1];
  };
  const over = ([r, g, b, a], under) =>
    [r, g, b].map((of, at) => a * of + (1 - a) * under[at]);
  const around = part => part ? [part, ...around(part.parentElement)] : [];
  const ground = parts => parts.reduceRight(
    (under, part) => over(channels(getComputedStyle(part).backgroundColor), under), [255, 255, 255]);
  const linear = of => of / 255 <= 0.04045 ? of / 255 / 12.92 : ((of / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
  const isPale = part => {
    const style = getComputedStyle(part), parts = around(part), behind = ground(parts);
    const [r, g, b, a] = channels(part.closest('svg') ? style.fill : style.color);
    const opacity = parts.reduce((whole, one) => whole * getComputedStyle(one).opacity, a);
    const lights = [light(over([r, g, b, opacity], behind)), light(behind)];
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    return Math.max(...lights) / Math.min(...lights) < (isLarge ? 3 : 4.5);
  };
  const isSeen = part => part.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && part.getBoundingClientRect().width > 1 && !part.closest(excused);
  const words = document.evaluate('//body//*[text()[normalize-space()]]', document, null, 7);
  return Array.from({length: words.snapshotLength}, (_, at) => words.snapshotItem(at))
    .filter(part => isSeen(part) && isPale(part)).map(part => part.textContent.slice(0, 60));
}"""
_NO_WORDS = ("script", "style", "noscript", ".heatmap-label", ".bartext", '[data-testid="stIconMaterial"]')
# It stands above its thumb, not on it.
_ABOVE = '[data-testid="stSliderThumbValue"]'
# Charts are drawn anew some time after a theme changes.
_PATIENCE, _PAUSE = 50, 200


def pale_words(page: Page) -> list[str]:
    """The words of a page and its charts whose contrast is too small: axe looks at no chart, and takes long.

    Source of the contrast: WCAG 2.2, 1.4.3, https://www.w3.org/TR/WCAG22/#contrast-minimum
    """
    switched_off = [part for rule, part, _why in EXCUSED if rule == "color-contrast"]
    passed_over = ", ".join([*_NO_WORDS, _ABOVE, ":disabled", *switched_off])
    looked = 0
    while (found := page.evaluate(_PALE, passed_over)) and looked < _PATIENCE:
        looked += 1
        page.wait_for_timeout(_PAUSE)
    return found


# What is just being drawn anew gets its ring a moment later.
_LOOKS = 5
# Streamlit's own parts: tables have a ring of their own, and once files are chosen, the keyboard is left in a
# field that nobody sees.
_OWN_RING = '[data-testid="stDataFrame"], [data-testid="stFileUploaderDropzoneInput"]'
# What has the keyboard shows it by an outline of its own, or of the field around it, at least two pixels wide
# and, beside the ground of the page, strong enough to be seen (WCAG 2.2, 1.4.11 and 2.4.13).
_WITHOUT_RING = """(own) => {
  const part = document.activeElement;
  if (!part || part === document.body || part.closest(own)) return '';
  const linear = of => of / 255 <= 0.04045 ? of / 255 / 12.92 : ((of / 255 + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const ground = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
  const isSeen = one => {
    const style = getComputedStyle(one), ring = light(style.outlineColor);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && Math.max(ring, ground) / Math.min(ring, ground) >= 3;
  };
  const around = [part];
  while (around.length < 7 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
  return around.some(isSeen) ? '' : part.outerHTML.slice(0, 300);
}"""


def without_ring(page: Page) -> str:
    """What has the keyboard and doesn't show it, as its markup; empty where it is seen, or nothing has it."""
    looked = 0
    while (found := page.evaluate(_WITHOUT_RING, _OWN_RING)) and looked < _LOOKS:
        looked += 1
        page.wait_for_timeout(_PAUSE)
    return found
