"""What is expected and counted, how shops are told of stock, and how complete a SKU is."""

import sqlalchemy as sa
from alembic import op

from shopdesk.store import shelves

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SORTS = (
    "sku", "name", "price", "cost", "free", "on_hand", "reserved", "incoming", "score", "updated",
)  # fmt: skip
MARKS = {"low": "free <= low_at", "unmapped": "shops = ''"}
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "completeness",
        sa.Column("variant_id", KEY, autoincrement=False, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_completeness")),
    )
    op.create_table(
        "count_sheets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("location_id", KEY, nullable=False),
        sa.Column("blind", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", KEY, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("posted_at", KEY, nullable=True),
        sa.Column("posted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_count_sheets_location_id_locations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_sheets")),
        sa.UniqueConstraint("name", name=op.f("uq_count_sheets_name")),
    )
    op.create_table(
        "push_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("sku_key", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("keeps", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_push_rules_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_rules")),
        sa.UniqueConstraint("shop_id", "sku_key", name=op.f("uq_push_rules_shop_id_sku_key")),
    )
    op.create_table(
        "count_lines",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sheet_id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=False),
        sa.Column("lot_id", KEY, nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheets.id"], name=op.f("fk_count_lines_sheet_id_count_sheets")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_count_lines_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_lines")),
        sa.UniqueConstraint(
            "sheet_id",
            "variant_id",
            "lot_id",
            name=op.f("uq_count_lines_sheet_id_variant_id_lot_id"),
        ),
    )
    op.create_table(
        "expected",
        sa.Column("id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=False),
        sa.Column("location_id", KEY, nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("due", KEY, nullable=True),
        sa.Column("cost", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_expected_location_id_locations")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_expected_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected")),
        sa.UniqueConstraint("document", "line", name=op.f("uq_expected_document_line")),
    )
    op.create_index(op.f("ix_expected_variant_id"), "expected", ["variant_id"], unique=False)
    op.add_column("variants", sa.Column("low_at", sa.Integer(), nullable=True))
    with op.batch_alter_table("arrivals") as arrivals:
        arrivals.alter_column("shop_id", existing_type=KEY, nullable=True)
    ending = sa.text("until IS NOT NULL")
    op.create_index(
        "ix_promises_until", "promises", ["until"], sqlite_where=ending, postgresql_where=ending
    )
    op.create_index("ix_products_title", "products", [sa.text("lower(trim(name))")])
    op.create_index("ix_offers_sku_key", "offers", [sa.text("lower(sku)"), "shop_id"])
    op.create_index("ix_listings_sku_key", "listings", [sa.text("lower(sku)"), "shop_id"])
    _shelf()


def _shelf() -> None:
    """Make the table that lists of SKUs read."""
    op.create_table(
        "shelf",
        sa.Column("variant_id", KEY, autoincrement=False, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("archived", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kit", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("buffer", sa.Integer(), nullable=False),
        sa.Column("low_at", sa.Integer(), nullable=True),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("incoming", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("updated", KEY, nullable=False),
        sa.Column("shops", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_shelf")),
    )
    for sort in SORTS:
        op.create_index(f"ix_shelf_{sort}", "shelf", ["archived", sort, "variant_id"])
    for mark, few in MARKS.items():
        where = sa.text(few)
        op.create_index(
            f"ix_shelf_{mark}", "shelf", ["variant_id"], sqlite_where=where, postgresql_where=where
        )
    for statement in shelves.fill():
        op.execute(sa.text(statement))
