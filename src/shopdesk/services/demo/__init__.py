"""The demo shop: files as a shop really has them, with every date moved up to today."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files as packaged
from itertools import groupby
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.journal import JournalEntry
from shopdesk.models.products import Variant
from shopdesk.services import imports, orders, resi, today
from shopdesk.services.demo import catalogue, talking, telling
from shopdesk.store import Read, Store


def folder() -> Path:
    """Return where the demo files lie."""
    inside = Path(str(packaged("shopdesk"))) / "data" / "demo"
    return inside if inside.is_dir() else Path(__file__).parents[4] / "data" / "demo"


def load(store: Store, listener: imports.Listener | None = None) -> None:
    """Import the demo files, once a day: on a later day every date moves up to that day.

    The catalogue comes first, so that the orders find their SKUs and take their pieces.
    """
    with store.read() as read:
        last = read.connection.scalar(
            sa.select(sa.func.max(JournalEntry.at)).where(JournalEntry.verb == "import")
        )
        stocked = read.connection.scalar(sa.select(sa.exists().where(Variant.id > 0)))
    if stocked and last and store.clock.day(last) == store.clock.today():
        return
    goods = _told("catalogue.toml")
    if not stocked:
        catalogue.put_in(store, goods, folder())
    if not last:
        telling.put_rules(store)
    told = _told("demo.toml")
    made = datetime.fromisoformat(str(told["anchor"])).date()
    shift = (store.clock.today() - made).days
    files = [file for file in told["file"] if not (last and file.get("once"))]
    for (shop, listed), some in groupby(files, lambda file: (file["shop"], "resi" in file)):
        paths = [_known(store, file) for file in some]
        if listed:
            _give_resi(store, paths)
        else:
            imports.run(store, paths, shop=shop, shift_days=shift, listener=listener)
    if not stocked:
        catalogue.put_up(store, goods)
    if last:
        return
    talking.put_in(store, folder() / "mails", shift)
    with store.read() as read:
        waiting = orders.page(read, "status:to_pack sort:-ship_by", size=1)
    store.do(orders.hold, [order.id for order in waiting], _("address is incomplete"))


def _known(store: Store, file: Mapping[str, Any]) -> Path:
    """Return the path of a file; one with columns of its own is mapped, as a person once did."""
    path = folder() / str(file["name"])
    if columns := file.get("columns"):
        imports.learn(store, [path], columns)
    return path


def _give_resi(store: Store, paths: Sequence[Path]) -> None:
    """Enter the resi of a list, as the shop does where an export tells none."""
    entries = [entry for path in paths for entry in resi.sheet(path)]
    with store.read() as read:
        planned = resi.plan(read, entries)
    store.do(resi.enter, planned)


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((folder() / name).read_text("utf-8"))


def day_figures(read: Read) -> today.Tally:
    """Return today's figures of all shops: those of the demo sell in rupiah only."""
    return sum(today.tallies(read, "placed:today").values(), today.Tally())
