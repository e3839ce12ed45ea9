"""Markup that is safe by construction: what isn't made here is escaped."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "br", "hr", "line", "rect", "circle", "path"})


class Markup(str):
    """Text that is markup already; any other text is escaped where an element takes it in."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: object) -> Markup:
    """An element of HTML or SVG with its children in order.

    An attribute's name ends in ``_`` where it is a word of Python, and has ``_`` for each hyphen; one that is
    None is left out.
    """
    told = "".join(
        f' {_attribute(name)}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID and not children:
        return Markup(f"<{tag}{told}/>")
    return Markup(f"<{tag}{told}>{joined(*children)}</{tag}>")


def joined(*parts: str) -> Markup:
    """Parts one after another, those that are plain text escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def _attribute(name: str) -> str:
    # SVG tells capitals apart, and its view box is the only one here that has any.
    return "viewBox" if name == "view_box" else name.rstrip("_").replace("_", "-")
