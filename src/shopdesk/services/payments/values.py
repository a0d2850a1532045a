"""The words that fields of payments hold in this store, for whoever completes a filter."""

import sqlalchemy as sa

from shopdesk.models.payments import Account
from shopdesk.store import Read


def held(read: Read) -> dict[str, tuple[str, ...]]:
    """Return the words by field."""
    columns = {"bank": Account.provider, "account": Account.number, "currency": Account.currency}
    return {
        name: tuple(read.connection.scalars(
            sa.select(column).where(column != "").distinct().order_by(column)
        ))
        for name, column in columns.items()
    }  # fmt: skip
