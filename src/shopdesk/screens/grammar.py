"""The filter language of one desk: what may be asked there, checked and completed as one types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shopdesk import filters
from shopdesk.locale import language
from shopdesk.money import number
from shopdesk.widgets.offers import Choice

MOST = 40
"""Choices offered at once; whoever wants another types on."""

LEAST = 2
"""Letters after which something is offered unasked."""

Hint = Callable[[str, str], str]
"""Given a field and a word it may hold (or none), returns what that means to a person."""


def _silent(_field: str, _word: str) -> str:
    return ""


@dataclass(frozen=True)
class Grammar:
    """Fields with their kinds, the words that they may hold, the views by name, and the hints.

    Without fields nothing is known yet: nothing is wrong then, and nothing offered.
    """

    fields: Mapping[str, filters.FieldKind] = field(default_factory=dict)
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)
    hint: Hint = _silent
    counted: tuple[str, ...] = ()
    """Fields whose values are counted: the hint says how many rows have them."""
    counts: Mapping[str, int] = field(default_factory=dict)

    def check(self, text: str) -> tuple[str, int, int] | None:
        """Return what is wrong with a filter and where, or None."""
        if not self.fields:
            return None
        try:
            filters.parse(text, self.fields, self.values, self.views)
        except filters.FilterError as error:
            return str(error), error.start, error.end
        return None

    def offers(self, text: str, cursor: int, *, asked: bool = False) -> list[Choice]:
        """Return how the text may go on at the cursor, likeliest first.

        Where little is typed yet much could be offered, so that is done only when asked.
        """
        start, end = filters.fragment(text, cursor)
        little = end - start < LEAST and not text[start:end].startswith("@")
        if not self.fields or (little and not asked):
            return []
        known = dict(self.values) | {"@": tuple(self.views)}
        if asked and start == end:
            found = [filters.Offer(f"{one}:", one) for one in (*self.fields, "is", "sort")]
        else:
            found = filters.complete(text, cursor, self.fields, known)
        return [Choice(one.text, start, end, self._hint(one)) for one in found[:MOST]]

    def split(self, text: str) -> tuple[str, str | None]:
        """Return the filter without its order, views spelt out, and the order it asks for."""
        if not self.fields:
            return (self.views.get(text[1:], text) if text.startswith("@") else text), None
        try:
            query = filters.parse(text, self.fields, self.values, self.views)
        except filters.FilterError:
            return text, None  # the service refuses it, and the person sees why
        asked = filters.write(filters.Query(sort=query.sort[:1])).removeprefix("sort:")
        return filters.write(query, order=False), asked or None

    def ordered(self, text: str, sort: str) -> str:
        """Return the filter with this order in place of its own; its views stay by name."""
        known = dict(self.values) | {"@": tuple(self.views)}
        query = filters.parse(text, self.fields, known)
        return f"{filters.write(query, order=False)} sort:{sort}".strip()

    def _hint(self, offer: filters.Offer) -> str:
        if offer.field == "@":
            return self.views[offer.word]
        said = self.hint(offer.field, offer.word)
        n = self.counts.get(offer.word) if offer.field in self.counted else None
        return said if n is None else f"{said}  {number(n, language())}"
