"""What readers of a language see for each problem."""

from __future__ import annotations

from data.store import Store, natures


def titles(store: Store, language: str) -> dict[str, str]:
    """Name of a problem -> what readers of a language see, where the company named it.

    ``language`` is a code such as ``sk``; the program itself needn't speak it.
    """
    return {one.name: one.title(language) for one in natures(store)}
