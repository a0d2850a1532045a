"""Parcels and their events, and the packing table."""

import sqlalchemy as sa
from alembic import op

from shopdesk.store import parcels

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOVING = sa.text(
    "status || '' IN ('info_received', 'picked_up', 'in_transit', 'out_for_delivery', "
    "'ready_for_pickup', 'failed_attempt', 'on_hold', 'returning')"
)


def upgrade() -> None:
    """Make the tables, and a parcel of every order that should have one."""
    _parcels()
    _packing()
    op.execute(sa.text(parcels.fill()))


def _parcels() -> None:
    op.create_table(
        "parcels",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("courier", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=True),
        sa.Column("last_at", KEY, nullable=True),
        sa.Column("made_at", KEY, nullable=True),
        sa.Column("picked_at", KEY, nullable=True),
        sa.Column("packed_at", KEY, nullable=True),
        sa.Column("handed_at", KEY, nullable=True),
        sa.Column("delivered_at", KEY, nullable=True),
        sa.Column("ended_at", KEY, nullable=True),
        sa.Column("eta", KEY, nullable=True),
        sa.Column("value", KEY, nullable=False),
        sa.Column("cod", KEY, nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("fragile", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.String(), nullable=True),
        sa.Column("asked_at", KEY, nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_parcels_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcels")),
        sa.UniqueConstraint("order_id", "number", name=op.f("uq_parcels_order_id_number")),
    )
    op.create_index(
        "ix_parcels_moving",
        "parcels",
        ["value", "id"],
        unique=False,
        sqlite_where=MOVING,
        postgresql_where=MOVING,
    )
    op.create_index("ix_parcels_value", "parcels", ["value", "id"], unique=False)
    heard = sa.text("last_at IS NOT NULL")
    op.create_index(
        "ix_parcels_last",
        "parcels",
        ["last_at", "id"],
        unique=False,
        sqlite_where=heard,
        postgresql_where=heard,
    )
    op.create_index("ix_parcels_status", "parcels", ["status", "last_at", "id"], unique=False)
    op.create_index(op.f("ix_parcels_tracking"), "parcels", ["tracking"], unique=False)
    op.create_table(
        "parcel_lines",
        sa.Column("id", KEY, nullable=False),
        sa.Column("parcel_id", KEY, nullable=False),
        sa.Column("order_line_id", KEY, nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_parcel_lines_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcels.id"], name=op.f("fk_parcel_lines_parcel_id_parcels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_lines")),
        sa.UniqueConstraint(
            "parcel_id", "order_line_id", name=op.f("uq_parcel_lines_parcel_id_order_line_id")
        ),
    )
    op.create_index(
        op.f("ix_parcel_lines_order_line_id"), "parcel_lines", ["order_line_id"], unique=False
    )
    op.create_table(
        "bundled",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["orders.id"], name=op.f("fk_bundled_lead_id_orders")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_bundled_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundled")),
        sa.UniqueConstraint("order_id", name=op.f("uq_bundled_order_id")),
    )
    op.create_index(op.f("ix_bundled_lead_id"), "bundled", ["lead_id"], unique=False)
    op.create_table(
        "parcel_events",
        sa.Column("id", KEY, nullable=False),
        sa.Column("parcel_id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("arrived_at", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcels.id"], name=op.f("fk_parcel_events_parcel_id_parcels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_events")),
        sa.UniqueConstraint(
            "parcel_id", "at", "raw", name=op.f("uq_parcel_events_parcel_id_at_raw")
        ),
    )
    op.create_index(
        "ix_parcel_events_unknown",
        "parcel_events",
        ["raw", "id"],
        unique=False,
        sqlite_where=sa.text("status IS NULL"),
        postgresql_where=sa.text("status IS NULL"),
    )
    op.create_table(
        "status_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("courier", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_rules")),
        sa.UniqueConstraint("courier", "raw", name=op.f("uq_status_rules_courier_raw")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("parcel_id", KEY, nullable=True),
        sa.Column("variant_id", KEY, nullable=True),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("amount", KEY, nullable=True),
        sa.Column("due", KEY, nullable=True),
        sa.Column("made_at", KEY, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("done_at", KEY, nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_tasks_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcels.id"], name=op.f("fk_tasks_parcel_id_parcels")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_tasks_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_order_id"), "tasks", ["order_id"], unique=False)
    op.create_index(op.f("ix_tasks_state_kind_id"), "tasks", ["state", "kind", "id"], unique=False)
    op.create_table(
        "prints",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("parcel", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_prints_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prints")),
        sa.UniqueConstraint(
            "order_id", "parcel", "kind", "copy", name=op.f("uq_prints_order_id_parcel_kind_copy")
        ),
    )


def _packing() -> None:
    op.create_table(
        "waves",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", KEY, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("done_at", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waves")),
        sa.UniqueConstraint("name", name=op.f("uq_waves_name")),
    )
    op.create_table(
        "pickings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("wave_id", KEY, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_pickings_order_id_orders")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_pickings_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pickings")),
        sa.UniqueConstraint("order_id", name=op.f("uq_pickings_order_id")),
    )
    op.create_index(op.f("ix_pickings_wave_id"), "pickings", ["wave_id"], unique=False)
    op.create_table(
        "leases",
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.Column("scanned", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_leases_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_leases")),
        info={"journalled": False},
    )
    op.create_table(
        "scans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("at", KEY, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_scans_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
        info={"journalled": False},
    )
    op.create_index(op.f("ix_scans_order_id_at"), "scans", ["order_id", "at"], unique=False)
    op.create_index(op.f("ix_scans_by_at"), "scans", ["by", "at"], unique=False)
    op.add_column("variants", sa.Column("rack", sa.String(), server_default="", nullable=False))
