"""Accounts, the lines of their statements, and messages to customers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _payments()
    _messages()


def _payments() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("provider", "number", name=op.f("uq_accounts_provider_number")),
    )
    op.create_table(
        "payments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("day_only", sa.Integer(), nullable=False),
        sa.Column("incoming", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("fee", KEY, nullable=True),
        sa.Column("net", KEY, nullable=True),
        sa.Column("refunded", KEY, nullable=True),
        sa.Column("balance", KEY, nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("order_ref", sa.String(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed", sa.Integer(), nullable=False),
        sa.Column("arrival_id", KEY, nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_payments_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["arrival_id"], ["arrivals.id"], name=op.f("fk_payments_arrival_id_arrivals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint(
            "account_id", "ref", "occurrence", name=op.f("uq_payments_account_id_ref_occurrence")
        ),
    )
    op.create_index(op.f("ix_payments_amount"), "payments", ["amount"], unique=False)
    op.create_index(op.f("ix_payments_order_ref"), "payments", ["order_ref"], unique=False)
    op.create_index("ix_payments_place", "payments", ["place", "at", "id"], unique=False)
    op.create_table(
        "matches",
        sa.Column("id", KEY, nullable=False),
        sa.Column("payment_id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_matches_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_matches_payment_id_payments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_matches_payment_id")),
    )
    op.create_index(op.f("ix_matches_order_id"), "matches", ["order_id"], unique=False)
    op.create_table(
        "dues",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("paid", KEY, nullable=False),
        sa.Column("asked_at", KEY, nullable=True),
        sa.Column("expires_at", KEY, nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_dues_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues")),
        sa.UniqueConstraint("order_id", name=op.f("uq_dues_order_id")),
    )
    op.create_index(op.f("ix_dues_amount"), "dues", ["amount"], unique=False)


def _messages() -> None:
    op.create_table(
        "templates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sa.UniqueConstraint("name", "language", name=op.f("uq_templates_name_language")),
    )
    op.create_table(
        "message_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("shop_id", KEY, nullable=True),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_message_rules_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_rules")),
        sa.UniqueConstraint(
            "moment", "medium", "shop_id", name=op.f("uq_message_rules_moment_medium_shop_id")
        ),
    )
    op.create_table(
        "messages",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("parcel", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wrong", sa.String(), nullable=True),
        sa.Column("made_at", KEY, nullable=False),
        sa.Column("not_before", KEY, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", KEY, nullable=True),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("wire_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_messages_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "order_id",
            "moment",
            "parcel",
            "medium",
            "again",
            name=op.f("uq_messages_order_id_moment_parcel_medium_again"),
        ),
    )
    op.create_index("ix_messages_state", "messages", ["state", "made_at", "id"], unique=False)
    op.create_table(
        "opt_outs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_outs")),
        sa.UniqueConstraint("address", name=op.f("uq_opt_outs_address")),
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
        info={"journalled": False},
    )
