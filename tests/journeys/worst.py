"""The worst of shops: all 36 hostile strings, each in every text column of every table."""

import json

import sqlalchemy as sa
from tests.hostile import HOSTILE
from tests.rig import NOW

from shopdesk.models import Base
from shopdesk.services.skus import sku_key
from shopdesk.store.triggers import journalled

WORDS = {
    "channel": "shopify", "status": "to_pack", "payment": "paid", "fulfilment": "ready",
    "case_state": "none", "told_payment": "paid", "told_fulfilment": "ready", "told_case": "none",
    "own_payment": None, "own_fulfilment": None, "own_case": None, "own_tracking": None,
    "currency": "IDR", "sku": "", "area": "orders", "owner": "",
}  # fmt: skip
"""Columns that hold one of our own words, or must be empty for an order to go on."""
OURS = {
    "tickets": {
        "channel": "whatsapp", "state": "open", "priority": "high", "merged_into": None,
        "split_from": None, "follows": None, "opened_at": NOW, "last_at": NOW, "due": NOW + 3_600,
    },
    "ticket_messages": {"kind": "in", "state": "", "arrived_at": NOW},
    "ticket_events": {"kind": "tag"},
    "ticket_links": {"kind": "order", "place": "suggested"},
    "ticket_offers": {"kind": "refund", "state": "proposed"},
    "mailboxes": {"state": "off", "security": "tls", "smtp_security": "tls"},
}  # fmt: skip
"""The same for the columns of one table."""
MOMENTS = {"at", "placed_at", "paid_at", "ship_by", "taken_at", "applied_at", "hold_since"}
COUNTS = {"lines", "units", "qty", "price", "subtotal", "total", "rows"}


def plant(work):
    """Fill every table, and name the act itself like the worst of it."""
    for table in journalled(Base.metadata):
        rows = [row(table, at, text) for at, text in enumerate(strings(), 1)]
        work.connection.execute(sa.insert(table), rows)
    return work.done(strings()[-1])


def strings():
    """Return the strings as a store can keep them, without halves of pairs; last all in one."""
    kept = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
    return [*kept, " ".join(text for text in kept if len(text) < 1_000)]


def row(table, at, text):
    """Return a row of the table whose every free text is this one."""
    return {column.name: cell(column, at, text) for column in table.columns}


def cell(column, at, text):
    """Return what stands in a column: its row's number, a moment, a count, a word or the text."""
    if column.name in (own := OURS.get(column.table.name, {})):
        return own[column.name]
    if column.primary_key or column.foreign_keys or column.name == "archived_at":
        return None if column.name == "archived_at" else at
    if not isinstance(column.type, sa.String):
        return NOW if column.name in MOMENTS else int(column.name in COUNTS)
    if column.name in {"extra", "columns", "specs", "steps"}:
        return json.dumps({"note": text} if column.name == "steps" else {text[:200]: text})
    if column.table.name == "variants" and column.name in {"sku", "sku_key"}:
        return text if column.name == "sku" else sku_key(text)
    return WORDS.get(column.name, text)
