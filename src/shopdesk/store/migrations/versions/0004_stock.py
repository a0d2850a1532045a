"""The catalogue and the stock ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "locations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
        sa.UniqueConstraint("name", name=op.f("uq_locations_name")),
    )
    op.create_table(
        "products",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("specs", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("archived_at", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
    )
    op.create_table(
        "stock_levels",
        sa.Column("variant_id", KEY, autoincrement=False, nullable=False),
        sa.Column("location_id", KEY, autoincrement=False, nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", "location_id", name=op.f("pk_stock_levels")),
        info={"journalled": False},
    )
    op.create_table(
        "offers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("product_code", sa.String(), nullable=False),
        sa.Column("variant_code", sa.String(), nullable=False),
        sa.Column("seller_sku", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("variation", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("told_price", KEY, nullable=True),
        sa.Column("told_stock", sa.Integer(), nullable=True),
        sa.Column("told_at", KEY, nullable=True),
        sa.Column("own_price", KEY, nullable=True),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_offers_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint(
            "shop_id",
            "product_code",
            "variant_code",
            name=op.f("uq_offers_shop_id_product_code_variant_code"),
        ),
    )
    op.create_index(op.f("ix_offers_sku"), "offers", ["sku"], unique=False)
    op.create_table(
        "variants",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("sku_key", sa.String(), nullable=False),
        sa.Column("variation", sa.String(), nullable=False),
        sa.Column("barcode", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("price", KEY, nullable=True),
        sa.Column("compare_at", KEY, nullable=True),
        sa.Column("cost", KEY, nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("length_mm", sa.Integer(), nullable=True),
        sa.Column("width_mm", sa.Integer(), nullable=True),
        sa.Column("height_mm", sa.Integer(), nullable=True),
        sa.Column("buffer", sa.Integer(), nullable=False),
        sa.Column("kit", sa.Integer(), nullable=False),
        sa.Column("lots", sa.Integer(), nullable=False),
        sa.Column("archived_at", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_variants_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variants")),
        sa.UniqueConstraint("sku_key", name=op.f("uq_variants_sku_key")),
    )
    op.create_index(op.f("ix_variants_product_id"), "variants", ["product_id"], unique=False)
    op.create_table(
        "kit_parts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kit_id", KEY, nullable=False),
        sa.Column("part_id", KEY, nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kit_id"], ["variants.id"], name=op.f("fk_kit_parts_kit_id_variants")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["variants.id"], name=op.f("fk_kit_parts_part_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_parts")),
        sa.UniqueConstraint("kit_id", "part_id", name=op.f("uq_kit_parts_kit_id_part_id")),
    )
    op.create_index(op.f("ix_kit_parts_part_id"), "kit_parts", ["part_id"], unique=False)
    op.create_table(
        "lots",
        sa.Column("id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("expires", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_lots_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lots")),
        sa.UniqueConstraint("variant_id", "code", name=op.f("uq_lots_variant_id_code")),
    )
    op.create_table(
        "movements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=False),
        sa.Column("location_id", KEY, nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("line", KEY, nullable=False),
        sa.Column("lot_id", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_movements_location_id_locations")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_movements_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movements")),
        sa.UniqueConstraint(
            "document",
            "line",
            "kind",
            "variant_id",
            "location_id",
            "pool",
            "lot_id",
            name=op.f("uq_movements_document_line_kind_variant_id_location_id_pool_lot_id"),
        ),
    )
    op.create_index(
        op.f("ix_movements_variant_id_id"), "movements", ["variant_id", "id"], unique=False
    )
    op.create_table(
        "pictures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_pictures_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_pictures_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
    )
    op.create_index(
        op.f("ix_pictures_product_id_position"),
        "pictures",
        ["product_id", "position"],
        unique=False,
    )
    op.create_table(
        "promises",
        sa.Column("id", KEY, nullable=False),
        sa.Column("variant_id", KEY, nullable=False),
        sa.Column("location_id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_promises_location_id_locations")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_promises_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_promises_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_order_id"), "promises", ["order_id"], unique=False)
    op.create_index(op.f("ix_promises_variant_id"), "promises", ["variant_id"], unique=False)
