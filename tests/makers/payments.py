"""Statement lines and gateway transactions, put straight into a store, as an import leaves them."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from tests.rig import NOW

from shopdesk.models.payments import Account, Payment
from shopdesk.store import Change, Store, Work

RP = 100
"""Minor units of one rupiah."""


def account(work: Work, provider: str = "bca", source: str = "bank") -> int:
    """Return the account of a bank or gateway, made where it is missing."""
    found = work.session.scalar(sa.select(Account.id).where(Account.provider == provider))
    if found is None:
        made = Account(source=source, provider=provider, number="1234567890", name="Toko Uji")
        work.session.add(made)
        work.session.flush()
        found = made.id
    return found


def add_lines(work: Work, lines: Sequence[Mapping[str, Any]], provider: str = "bca") -> Change:
    """Put lines into the store; keys are Payment's columns, amounts in minor units."""
    source = "gateway" if provider in {"midtrans", "xendit"} else "bank"
    number = account(work, provider, source)
    count = work.session.scalar(sa.select(sa.func.count()).select_from(Payment)) or 0
    for at, line in enumerate(lines, count + 1):
        told = {"account_id": number, "ref": f"line-{at}", "at": NOW} | dict(line)
        work.session.add(Payment(**told))
    return work.done(f"Added {len(lines)} lines")


def lines(store: Store, *some: Mapping[str, Any], provider: str = "bca") -> list[int]:
    """Put lines into the store, and return their ids in this order."""
    store.run("seed", lambda work: add_lines(work, some, provider))
    with store.read() as read:
        found = list(read.connection.scalars(sa.select(Payment.id).order_by(Payment.id)))
    return found[len(found) - len(some) :]


def credit(amount: int, payer: str = "SITI AMINAH", **more: Any) -> dict[str, Any]:
    """Return a credit of so many rupiah, as BCA words it."""
    words = f"TRSF E-BANKING CR 2311/FTSCY/WS95051 {amount}.00 {payer}"
    return {"amount": amount * RP, "words": words} | more
