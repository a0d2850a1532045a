"""The first tables: shops, listings, orders, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATUSES = (
    "to_verify", "to_pack", "to_ship", "on_hold", "exception", "unpaid",
    "shipped", "delivered", "completed", "returned", "cancelled",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, the search index, and the rows that must be there."""
    op.create_table(
        "journal_entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("undoes", KEY, nullable=True),
        sa.Column("undone_by", KEY, nullable=True),
        sa.Column("irreversible", sa.String(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
        info={"journalled": False},
    )
    op.create_table(
        "journal_open",
        sa.Column("id", KEY, nullable=False),
        sa.Column("entry", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_open")),
        info={"journalled": False},
    )
    op.create_table(
        "mappings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mappings")),
        sa.UniqueConstraint("signature", name=op.f("uq_mappings_signature")),
    )
    op.create_table(
        "order_counts",
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("status", name=op.f("pk_order_counts")),
        info={"journalled": False},
    )
    op.create_table(
        "shops",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shops")),
        sa.UniqueConstraint("channel", "name", name=op.f("uq_shops_channel_name")),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("taken_at", KEY, nullable=True),
        sa.Column("applied_at", KEY, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_arrivals_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_sha256"), "arrivals", ["sha256"], unique=False)
    op.create_table(
        "journal_rows",
        sa.Column("id", KEY, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.Column("tab", sa.String(), nullable=False),
        sa.Column("pk", KEY, nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"], ["journal_entries.id"], name=op.f("fk_journal_rows_entry_journal_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_rows")),
        info={"journalled": False},
    )
    op.create_index(op.f("ix_journal_rows_entry"), "journal_rows", ["entry"], unique=False)
    op.create_index(op.f("ix_journal_rows_tab_pk"), "journal_rows", ["tab", "pk"], unique=False)
    op.create_table(
        "listings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("market_sku", sa.String(), nullable=False),
        sa.Column("parent_sku", sa.String(), nullable=False),
        sa.Column("seller_sku", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("variation", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_listings_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listings")),
        sa.UniqueConstraint(
            "shop_id",
            "market_sku",
            "seller_sku",
            "name",
            "variation",
            name=op.f("uq_listings_shop_id_market_sku_seller_sku_name_variation"),
        ),
    )
    op.create_index(op.f("ix_listings_sku"), "listings", ["sku"], unique=False)
    op.create_table(
        "orders",
        sa.Column("id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("payment", sa.String(), nullable=False),
        sa.Column("fulfilment", sa.String(), nullable=False),
        sa.Column("case_state", sa.String(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("told_payment", sa.String(), nullable=False),
        sa.Column("told_fulfilment", sa.String(), nullable=False),
        sa.Column("told_case", sa.String(), nullable=False),
        sa.Column("told_cancelled", sa.Integer(), nullable=False),
        sa.Column("market_status", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("taken_at", KEY, nullable=False),
        sa.Column("told_progress", sa.Integer(), nullable=False),
        sa.Column("facts", KEY, nullable=False),
        sa.Column("own_payment", sa.String(), nullable=True),
        sa.Column("own_fulfilment", sa.String(), nullable=True),
        sa.Column("own_case", sa.String(), nullable=True),
        sa.Column("own_tracking", sa.String(), nullable=True),
        sa.Column("own_courier", sa.String(), nullable=True),
        sa.Column("conflict", sa.String(), nullable=True),
        sa.Column("hold_reason", sa.String(), nullable=True),
        sa.Column("hold_by", sa.String(), nullable=True),
        sa.Column("hold_since", KEY, nullable=True),
        sa.Column("placed_at", KEY, nullable=False),
        sa.Column("paid_at", KEY, nullable=True),
        sa.Column("ship_by", KEY, nullable=True),
        sa.Column("shipped_at", KEY, nullable=True),
        sa.Column("delivered_at", KEY, nullable=True),
        sa.Column("completed_at", KEY, nullable=True),
        sa.Column("cancelled_at", KEY, nullable=True),
        sa.Column("cancel_by", sa.String(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("total", KEY, nullable=False),
        sa.Column("subtotal", KEY, nullable=True),
        sa.Column("shipping_fee", KEY, nullable=True),
        sa.Column("discount", KEY, nullable=True),
        sa.Column("refunded", KEY, nullable=True),
        sa.Column("payment_method", sa.String(), nullable=True),
        sa.Column("cod", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("courier", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("package", sa.String(), nullable=True),
        sa.Column("warehouse", sa.String(), nullable=True),
        sa.Column("buyer", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("buyer_note", sa.Text(), nullable=True),
        sa.Column("seller_note", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_orders_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("shop_id", "number", name=op.f("uq_orders_shop_id_number")),
    )
    op.create_index("ix_orders_number", "orders", ["number"], unique=False)
    op.create_index("ix_orders_placed_at", "orders", ["placed_at", "id"], unique=False)
    op.create_index(
        "ix_orders_status_placed_at", "orders", ["status", "placed_at", "id"], unique=False
    )
    op.create_index("ix_orders_total", "orders", ["total", "id"], unique=False)
    op.create_index("ix_orders_tracking", "orders", ["tracking"], unique=False)
    op.create_table(
        "order_lines",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("listing_id", KEY, nullable=False),
        sa.Column("line_key", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("list_price", KEY, nullable=True),
        sa.Column("price", KEY, nullable=False),
        sa.Column("subtotal", KEY, nullable=False),
        sa.Column("discount", KEY, nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("line_status", sa.String(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name=op.f("fk_order_lines_listing_id_listings")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_lines_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_lines")),
        sa.UniqueConstraint(
            "order_id",
            "line_key",
            "listing_id",
            "price",
            "occurrence",
            name=op.f("uq_order_lines_order_id_line_key_listing_id_price_occurrence"),
        ),
    )
    op.create_index(
        op.f("ix_order_lines_listing_id_order_id"),
        "order_lines",
        ["listing_id", "order_id"],
        unique=False,
    )
    op.create_table(
        "order_notes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_notes_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_notes")),
    )
    op.create_index(op.f("ix_order_notes_order_id"), "order_notes", ["order_id"], unique=False)

    op.execute(
        "CREATE VIRTUAL TABLE order_codes USING fts5(body, tokenize='trigram', "
        "content='', contentless_delete=1, detail=none)"
    )
    op.execute("CREATE INDEX ix_orders_due ON orders (coalesce(ship_by, 9999999999), id)")
    op.execute("INSERT INTO journal_open(id, entry) VALUES (1, NULL)")
    for status in STATUSES:
        op.execute(f"INSERT INTO order_counts(status, orders) VALUES ('{status}', 0)")
