"""Refusing many records at once: what must be true of each, and the few that are named."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal

Record = TypeVar("Record")
NAMED: Final = 3
"""Records that a refusal names."""


def refuse_failing(
    records: Iterable[Record],
    guards: Sequence[Callable[[Record], str | None]],
    name: Callable[[Record], str],
) -> None:
    """Refuse all when one record fails a guard, naming the first few and why.

    Raises:
        Refusal: with the names and the first failing reason of each.
    """
    failing = []
    for record in records:
        reason = next((told for told in (guard(record) for guard in guards) if told), None)
        if reason:
            failing.append(f"{name(record)}: {reason}")
    if failing:
        more = len(failing) - NAMED
        named = failing[:NAMED]
        if more > 0:
            named.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
        raise Refusal("; ".join(named) + ". " + _("Nothing was changed."))
