"""A first look at a file: which export it is by its content, and whether it was taken in before."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from shopdesk.channels.detect import Recognised
from shopdesk.models.shops import Arrival, Shop
from shopdesk.services.imports.kinds import word_of
from shopdesk.services.imports.mappings import remembered
from shopdesk.services.imports.recognising import recognise
from shopdesk.sheets import Unreadable, open_source
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is. ``format`` is empty where no channel knows it; ``wrong`` says what failed.

    ``kind`` is what it holds: orders, products, stock, a delivery, payments, events, chats, stats.
    """

    sha256: str = ""
    format: str = ""
    channel: str = ""
    sheet: str = ""
    kind: str = "orders"
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """When a file was taken in, and for which shop; a sheet of one's own is of none."""

    at: int
    shop: str


def look(read: Read, path: Path, password: str = "") -> Look:
    """Return what a file is by its first rows; one that cannot be read says why."""
    try:
        with open_source(path, password or None) as source:
            found = recognise(source.heads, remembered(read))
            if found is None:
                return Look(source.sha256)
            kind = "orders" if isinstance(found, Recognised) else word_of(found)
            channel = getattr(found.spec, "channel", "")
            return Look(source.sha256, found.spec.format, channel, found.sheet, kind)
    except Unreadable as error:
        return Look(wrong=str(error))


def arrived(read: Read, hashes: Iterable[str]) -> dict[str, Arrived]:
    """Return which files of these contents (SHA-256) were taken in and stand, by their hash."""
    query = (
        sa.select(Arrival.sha256, Arrival.applied_at, Shop.name)
        .outerjoin(Shop, Shop.id == Arrival.shop_id)
        .where(Arrival.sha256.in_(list(hashes)))
        .order_by(Arrival.applied_at)
    )
    return {row[0]: Arrived(row[1], row[2] or "") for row in read.connection.execute(query)}
