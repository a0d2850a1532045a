"""Whether the balances of a statement follow from its rows: where they do not, a row is missing."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from shopdesk import money
from shopdesk.locale import _, language, ngettext

MOST: Final = 5
"""Gaps that are named one by one."""


class Entry(NamedTuple):
    """A row of an account: what it adds (below 0: takes away), and the balance after it."""

    row: int
    at: int
    adds: int
    balance: int | None


class Gap(NamedTuple):
    """Money that no row tells of, between two rows (0: before the first, after the last)."""

    after: int
    before: int
    adds: int


def gaps(
    entries: Sequence[Entry], refused: Sequence[int], opening: int | None, closing: int | None
) -> list[Gap]:
    """Return where money is missing; a row that was refused is no gap of its own.

    Statements stand oldest first or newest first. Within one day the way that leaves fewer gaps is
    theirs.
    """
    days = entries[0].at - entries[-1].at
    orders = [entries, entries[::-1]] if not days else [entries[::-1] if days > 0 else entries]
    found = min((list(_gaps(some, opening, closing)) for some in orders), key=len)
    lost = set(refused)
    return [gap for gap in found if not _between(gap, lost)]


def told(found: Sequence[Gap], currency: str) -> Iterator[str]:
    """Say which rows are missing."""
    for gap in found[:MOST]:
        amount = money.show(abs(gap.adds), currency, language())
        kind = _("a credit") if gap.adds > 0 else _("a debit")
        yield _sentence(gap).format(
            kind=kind, amount=amount, row=gap.after or gap.before, next=gap.before
        )
    if (more := len(found) - MOST) > 0:
        yield ngettext(
            "… and {n} more gap in the balances", "… and {n} more gaps in the balances", more
        ).format(n=more)


def _sentence(gap: Gap) -> str:
    if gap.after and gap.before:
        return _(
            "The balance does not follow between rows {row} and {next}: {kind} of {amount} is "
            "missing there."
        )
    if gap.before:
        return _("The balance does not follow before row {row}: {kind} of {amount} is missing.")
    return _("The balance does not follow after row {row}: {kind} of {amount} is missing.")


def _gaps(entries: Sequence[Entry], opening: int | None, closing: int | None) -> Iterator[Gap]:
    stands, last = opening, 0
    for row, _at, adds, balance in entries:
        expected = None if stands is None else stands + adds
        if expected is not None and balance is not None and balance != expected:
            yield Gap(last, row, balance - expected)
        stands = expected if balance is None else balance
        last = row
    if closing is not None and stands is not None and entries and closing != stands:
        yield Gap(last, 0, closing - stands)


def _between(gap: Gap, lost: set[int]) -> bool:
    """Tell whether a refused row stands in the gap."""
    low, high = sorted((gap.after, gap.before))
    return any(low < row < high for row in lost) if low else bool(lost)
