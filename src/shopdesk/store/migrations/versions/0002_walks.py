"""Indexes that the queue can walk in any order and from any place, and a search from one letter."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GONE = ("number", "placed_at", "status_placed_at", "due", "total")
WALKS = {
    "placed_at": ("placed_at",),
    "ship_by": ("ship_by",),
    "status_placed_at": ("status", "placed_at"),
    "status_ship_by": ("status", "ship_by"),
    "status_total": ("status", "total"),
    "status_number": ("status", "number"),
}
MARKS = {
    "conflict": "conflict IS NOT NULL",
    "held": "hold_reason IS NOT NULL",
    "sample": "sample = 1",
    "cancelling": "case_state = 'cancel_requested'",
}
NAMES = ("number", "tracking", "buyer", "recipient", "phone")
BODY = "' '||" + "||' '||".join(f"coalesce({name},'')" for name in NAMES) + "||' '"


def upgrade() -> None:
    """Change the indexes of orders, and index their words anew with a blank before each."""
    for name in GONE:
        op.execute(f"DROP INDEX ix_orders_{name}")
    for name, columns in WALKS.items():
        op.create_index(f"ix_orders_{name}", "orders", [*columns, "id", "shop_id"], unique=False)
    for mark, few in MARKS.items():
        where = sa.text(few)
        op.create_index(
            f"ix_orders_{mark}", "orders", ["id"], unique=False,
            sqlite_where=where, postgresql_where=where,
        )  # fmt: skip
    op.execute("INSERT INTO order_codes(order_codes) VALUES('delete-all')")
    op.execute(f"INSERT INTO order_codes(rowid, body) SELECT id, {BODY} FROM orders")
