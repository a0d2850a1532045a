"""Rows that are parts of one transaction (the payment, its fee, the tax on it) into one line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shopdesk.channels.money.spec import Line


def joined(rows: Iterable[Line]) -> list[Line]:
    """Return one line per transaction, where its first row stands."""
    parts: dict[tuple[str, str], list[Line]] = {}
    for row in rows:
        parts.setdefault((row.account, row.ref or f"row {row.row}"), []).append(row)
    return [_one(some) for some in parts.values()]


def _one(rows: Sequence[Line]) -> Line:
    """Return the transaction of these rows; a report may have only the later ones of it."""
    main = [row for row in rows if _part(row) == "TRANSACTION"]
    back = abs(_sum(rows, "TRANSACTION_REVERSAL"))
    taken = _sum(rows, "FEE") + _sum(rows, "VAT")
    returned = _sum(rows, "FEE_REVERSAL") + _sum(rows, "VAT_REVERSAL")
    fees = any(_part(row).startswith(("FEE", "VAT")) for row in rows)
    amount = sum(_signed(row) for row in main)
    first = main[0] if main else rows[0]
    fee = abs(taken + returned) if fees else None
    state = first.state if main else "paid"
    if back and state == "paid":
        state = "reversed" if not main or back >= abs(amount) else "part_refunded"
    return replace(
        first,
        amount=abs(amount),
        incoming=amount >= 0,
        state=state,
        fee=fee,
        net=abs(amount) - (fee or 0) if main else None,
        refunded=back or None,
        order_ref=next((row.order_ref for row in rows if row.order_ref), ""),
        balance=rows[-1].balance,
        part="",
        fragment=not main,
    )


def _part(row: Line) -> str:
    return row.part.upper().replace(" ", "_")


def _signed(row: Line) -> int:
    return row.amount if row.incoming else -row.amount


def _sum(rows: Iterable[Line], part: str) -> int:
    return sum(_signed(row) for row in rows if _part(row) == part)
