"""The filter language of one desk: what may be asked there, checked and completed as one types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shopdesk import filters

_SORT = re.compile(r"(?:^|\s)sort:(-?\w+)\S*")
_VIEW = re.compile(r"(?:^|(?<=\s))@([\w-]+)")


@dataclass(frozen=True)
class Grammar:
    """Fields with their kinds, the words that they may hold, and the views by name."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)

    def check(self, text: str) -> tuple[str, int, int] | None:
        """Return what is wrong with a filter and where, or None."""
        if not self.fields:
            return None
        try:
            filters.parse(text, self.fields, self.values)
        except filters.FilterError as error:
            return str(error), error.start, error.end
        return None

    def complete(self, text: str) -> str | None:
        """Return how the text may go on, likeliest first, or None."""
        if not self.fields or not text:
            return None
        found = filters.complete(text, len(text), self.fields, self.values)
        start, _end = filters.fragment(text, len(text))
        return text[:start] + found[0] if found else None

    def split(self, text: str) -> tuple[str, str | None]:
        """Return the filter without its order, views spelt out, and the order it asks for."""
        spelt = _VIEW.sub(lambda found: self.views.get(found[1], found[0]), text)
        asked = _SORT.search(spelt)
        return " ".join(_SORT.sub(" ", spelt).split()), asked[1] if asked else None
