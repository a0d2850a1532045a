"""Tickets: mailboxes, messages, clocks, and what helps to answer."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and the index of words."""
    op.create_table(
        "attachment_bodies",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment_bodies")),
        info={"journalled": False},
    )
    op.create_table(
        "canned_replies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
        sa.UniqueConstraint("name", "language", name=op.f("uq_canned_replies_name_language")),
    )
    op.create_table(
        "inlet_cursors",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("validity", KEY, nullable=False),
        sa.Column("seen", KEY, nullable=False),
        sa.Column("heard_at", KEY, nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_inlet_cursors")),
        info={"journalled": False},
    )
    op.create_table(
        "macros",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macros")),
        sa.UniqueConstraint("name", name=op.f("uq_macros_name")),
    )
    op.create_table(
        "mailboxes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("shop_id", KEY, nullable=True),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("smtp_host", sa.String(), nullable=False),
        sa.Column("smtp_port", sa.Integer(), nullable=False),
        sa.Column("smtp_security", sa.String(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_mailboxes_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailboxes")),
        sa.UniqueConstraint("name", name=op.f("uq_mailboxes_name")),
    )
    op.create_table(
        "tickets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("shop_id", KEY, nullable=True),
        sa.Column("mailbox_id", KEY, nullable=True),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("assignee", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("parcel_id", KEY, nullable=True),
        sa.Column("variant_id", KEY, nullable=True),
        sa.Column("opened_at", KEY, nullable=False),
        sa.Column("last_at", KEY, nullable=False),
        sa.Column("last_in_at", KEY, nullable=True),
        sa.Column("last_out_at", KEY, nullable=True),
        sa.Column("first_reply_at", KEY, nullable=True),
        sa.Column("waiting_since", KEY, nullable=True),
        sa.Column("solved_at", KEY, nullable=True),
        sa.Column("closed_at", KEY, nullable=True),
        sa.Column("snoozed_until", KEY, nullable=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("first_due", KEY, nullable=True),
        sa.Column("next_due", KEY, nullable=True),
        sa.Column("resolve_due", KEY, nullable=True),
        sa.Column("due", KEY, nullable=False),
        sa.Column("breached", sa.Integer(), nullable=False),
        sa.Column("merged_into", KEY, nullable=True),
        sa.Column("split_from", KEY, nullable=True),
        sa.Column("follows", KEY, nullable=True),
        sa.Column("csat_asked_at", KEY, nullable=True),
        sa.Column("csat_at", KEY, nullable=True),
        sa.Column("csat_score", sa.Integer(), nullable=True),
        sa.Column("csat_said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follows"], ["tickets.id"], name=op.f("fk_tickets_follows_tickets")
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailboxes.id"], name=op.f("fk_tickets_mailbox_id_mailboxes")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["tickets.id"], name=op.f("fk_tickets_merged_into_tickets")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_tickets_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcels.id"], name=op.f("fk_tickets_parcel_id_parcels")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_tickets_shop_id_shops")),
        sa.ForeignKeyConstraint(
            ["split_from"], ["tickets.id"], name=op.f("fk_tickets_split_from_tickets")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_tickets_variant_id_variants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
    )
    op.create_index(op.f("ix_tickets_address"), "tickets", ["address"], unique=False)
    op.create_index(
        op.f("ix_tickets_channel_thread"), "tickets", ["channel", "thread"], unique=False
    )
    op.create_index(op.f("ix_tickets_due_id"), "tickets", ["due", "id"], unique=False)
    for name in ("merged_into", "split_from", "follows"):
        told = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_tickets_{name}", "tickets", [name], unique=False,
            sqlite_where=told, postgresql_where=told,
        )  # fmt: skip
    op.create_index(op.f("ix_tickets_last_at_id"), "tickets", ["last_at", "id"], unique=False)
    op.create_index(op.f("ix_tickets_opened_at_id"), "tickets", ["opened_at", "id"], unique=False)
    op.create_index(op.f("ix_tickets_order_id"), "tickets", ["order_id"], unique=False)
    op.create_index(
        op.f("ix_tickets_state_last_at_id"), "tickets", ["state", "last_at", "id"], unique=False
    )
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["due", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('new', 'open', 'pending', 'on_hold')"),
        postgresql_where=sa.text("state IN ('new', 'open', 'pending', 'on_hold')"),
    )
    op.create_table(
        "ticket_clocks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("target_s", sa.Integer(), nullable=False),
        sa.Column("began_at", KEY, nullable=False),
        sa.Column("due_at", KEY, nullable=True),
        sa.Column("ended_at", KEY, nullable=True),
        sa.Column("used_s", sa.Integer(), nullable=False),
        sa.Column("breached", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_clocks_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_clocks")),
        sa.UniqueConstraint(
            "ticket_id", "clock", "began_at", name=op.f("uq_ticket_clocks_ticket_id_clock_began_at")
        ),
    )
    op.create_index(
        op.f("ix_ticket_clocks_clock_ended_at"),
        "ticket_clocks",
        ["clock", "ended_at"],
        unique=False,
    )
    op.create_table(
        "ticket_drafts",
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_drafts_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "who", name=op.f("pk_ticket_drafts")),
        info={"journalled": False},
    )
    op.create_table(
        "ticket_events",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_events_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
    )
    op.create_index(
        op.f("ix_ticket_events_ticket_id_at_id"),
        "ticket_events",
        ["ticket_id", "at", "id"],
        unique=False,
    )
    op.create_table(
        "ticket_links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_links_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_links")),
        sa.UniqueConstraint(
            "ticket_id", "kind", "target_id", name=op.f("uq_ticket_links_ticket_id_kind_target_id")
        ),
    )
    op.create_index(
        op.f("ix_ticket_links_kind_target_id"), "ticket_links", ["kind", "target_id"], unique=False
    )
    op.create_table(
        "ticket_messages",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("arrived_at", KEY, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("from_address", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("auto", sa.Integer(), nullable=False),
        sa.Column("canned", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("wire_id", sa.String(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wrong", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", KEY, nullable=True),
        sa.Column("sent_at", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_messages_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_ticket_messages_key")),
        info={"stays": "state IN ('sending', 'sent', 'copied')"},
    )
    op.create_index(
        "ix_ticket_messages_leaving",
        "ticket_messages",
        ["state", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending', 'copy', 'failed')"),
        postgresql_where=sa.text("state IN ('queued', 'sending', 'copy', 'failed')"),
    )
    op.create_index(
        op.f("ix_ticket_messages_ticket_id_at_id"),
        "ticket_messages",
        ["ticket_id", "at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_ticket_messages_wire_id"), "ticket_messages", ["wire_id"], unique=False
    )
    op.create_table(
        "ticket_offers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", KEY, nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_ticket_offers_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_offers_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_offers")),
    )
    op.create_index(
        op.f("ix_ticket_offers_state_id"), "ticket_offers", ["state", "id"], unique=False
    )
    op.create_index(
        op.f("ix_ticket_offers_ticket_id"), "ticket_offers", ["ticket_id"], unique=False
    )
    op.create_table(
        "ticket_tags",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_tags_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_tags")),
        sa.UniqueConstraint("ticket_id", "tag", name=op.f("uq_ticket_tags_ticket_id_tag")),
    )
    op.create_index(
        op.f("ix_ticket_tags_tag_ticket_id"), "ticket_tags", ["tag", "ticket_id"], unique=False
    )
    op.create_table(
        "ticket_watches",
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_watches_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "who", name=op.f("pk_ticket_watches")),
        info={"journalled": False},
    )
    op.create_table(
        "attachments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("told_name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["ticket_messages.id"],
            name=op.f("fk_attachments_message_id_ticket_messages"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_message_id"), "attachments", ["message_id"], unique=False)
    op.create_index(
        "ix_orders_mail", "orders", [sa.text("lower(email)")], unique=False,
        sqlite_where=sa.text("email IS NOT NULL"), postgresql_where=sa.text("email IS NOT NULL"),
    )  # fmt: skip
    op.execute(
        "CREATE VIRTUAL TABLE ticket_words USING fts5(body, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3', content='', contentless_delete=1)"
    )
