"""Figures that stand ready, reports that come by themselves, and what shops tell of visitors."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the sums are filled when the store is opened."""
    op.create_table(
        "basket_pairs",
        sa.Column("sku_key", sa.String(), nullable=False),
        sa.Column("other_key", sa.String(), nullable=False),
        sa.Column("both", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("baskets", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sku_key", "other_key", name=op.f("pk_basket_pairs")),
        info={"journalled": False},
    )
    op.create_table(
        "customer_orders",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("placed_at", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("gmv", KEY, nullable=False),
        sa.PrimaryKeyConstraint(
            "identity", "placed_at", "order_id", name=op.f("pk_customer_orders")
        ),
        info={"journalled": False},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_scores",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("first_at", KEY, nullable=False),
        sa.Column("last_at", KEY, nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("gmv", KEY, nullable=False),
        sa.Column("recency", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("monetary", sa.Integer(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("identity", "currency", name=op.f("pk_customer_scores")),
        info={"journalled": False},
    )
    op.create_index(
        op.f("ix_customer_scores_segment"), "customer_scores", ["segment"], unique=False
    )
    op.create_table(
        "reckoned",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reckoned")),
        info={"journalled": False},
    )
    op.create_table(
        "report_plans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("out", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_plans")),
        sa.UniqueConstraint("name", name=op.f("uq_report_plans_name")),
    )
    op.create_table(
        "report_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("personal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_runs")),
    )
    op.create_index(op.f("ix_report_runs_report_id"), "report_runs", ["report", "id"], unique=False)
    op.create_table(
        "sales_blocks",
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shop_id", KEY, autoincrement=False, nullable=False),
        sa.Column("listing_id", KEY, autoincrement=False, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("gmv", KEY, nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("returned_gmv", KEY, nullable=False),
        sa.Column("cancelled_units", sa.Integer(), nullable=False),
        sa.Column("cancelled_gmv", KEY, nullable=False),
        sa.PrimaryKeyConstraint(
            "block", "shop_id", "listing_id", "currency", name=op.f("pk_sales_blocks")
        ),
        info={"journalled": False},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sales_hours",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shop_id", KEY, autoincrement=False, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("gmv", KEY, nullable=False),
        sa.Column("listed", KEY, nullable=False),
        sa.Column("discount", KEY, nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("returned_gmv", KEY, nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("cancelled_units", sa.Integer(), nullable=False),
        sa.Column("cancelled_gmv", KEY, nullable=False),
        sa.Column("cancelled_listed", KEY, nullable=False),
        sa.PrimaryKeyConstraint("day", "hour", "shop_id", "currency", name=op.f("pk_sales_hours")),
        info={"journalled": False},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sales_items",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shop_id", KEY, autoincrement=False, nullable=False),
        sa.Column("listing_id", KEY, autoincrement=False, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("gmv", KEY, nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("returned_gmv", KEY, nullable=False),
        sa.Column("cancelled_units", sa.Integer(), nullable=False),
        sa.Column("cancelled_gmv", KEY, nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "shop_id", "listing_id", "currency", name=op.f("pk_sales_items")
        ),
        info={"journalled": False},
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_sales_items_listing_id_day"), "sales_items", ["listing_id", "day"], unique=False
    )
    op.create_table(
        "shop_stats",
        sa.Column("id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=True),
        sa.Column("views", sa.Integer(), nullable=True),
        sa.Column("product_visitors", sa.Integer(), nullable=True),
        sa.Column("carts", sa.Integer(), nullable=True),
        sa.Column("checkouts", sa.Integer(), nullable=True),
        sa.Column("buyers", sa.Integer(), nullable=True),
        sa.Column("orders", sa.Integer(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("sales", KEY, nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("arrival_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["arrival_id"], ["arrivals.id"], name=op.f("fk_shop_stats_arrival_id_arrivals")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_shop_stats_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_stats")),
        sa.UniqueConstraint(
            "shop_id", "source", "day", name=op.f("uq_shop_stats_shop_id_source_day")
        ),
    )
    op.create_index(op.f("ix_shop_stats_day"), "shop_stats", ["day"], unique=False)
