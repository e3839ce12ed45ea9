"""What complaints are about, as the company names it: natures of its files merged, renamed, translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.vocabulary import plain

# The column that it is about, and that of what stands in the files themselves.
NATURE, WRITTEN = "nature", "nature_written"

# What people call all that has no name of its own.
_CATCH_ALL = frozenset({
    "other", "others", "miscellaneous", "misc", "various", "general", "other problem", "other issue",
    "другое", "прочее", "прочие", "иное", "разное", "інше", "різне",
    "inne", "inny", "pozostałe", "różne", "iné", "ostatné", "rôzne", "jiné", "ostatní", "různé",
    "sonstiges", "sonstige", "andere", "anderes", "otro", "otros", "otras", "varios", "outro", "outros",
    "outras", "autre", "autres", "divers", "diğer", "çeşitli",
})  # fmt: skip


def is_catch_all(name: str) -> bool:
    """Whether a nature is called as what gathers all the others."""
    return plain(name) in _CATCH_ALL


@dataclass(frozen=True)
class Nature:
    """One problem that customers complain of.

    name        how numbers, splits and commands name it
    members     what stands in the files for it, as written there
    titles      language -> what those who read that language see; the name where there is none
    reach       whether it is in the company's hands; None where nobody has said so
    nature_id   its number, never used twice; None until it is saved
    changed_at, changed_by    when it was saved last, in UTC, and by whom
    """

    name: str
    members: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    reach: bool | None = None
    nature_id: int | None = None
    changed_at: datetime | None = None
    changed_by: str = ""

    def title(self, language: str) -> str:
        """What those who read a language see."""
        return self.titles.get(language) or self.name
