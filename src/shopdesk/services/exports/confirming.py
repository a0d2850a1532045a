"""Telling marketplaces which orders went out, and by which resi: one sheet per shop.

A template of the seller centre is filled in place, by its columns of order number and resi; without
one a fresh sheet bears the marketplace's own words. What the marketplace told us itself is not told
back. No original of such a sheet was seen for any marketplace, and the notes say so.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.channels.names import channel_name
from shopdesk.channels.outward.known import confirmings, titles
from shopdesk.locale import _, ngettext
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.exports import resi_template
from shopdesk.services.exports.departing import depart
from shopdesk.services.exports.resi_rows import Told, told
from shopdesk.services.exports.shapes import ExportPlan, Skip, Wish, Written
from shopdesk.store import Store

ENDINGS: Final = (".xlsx", ".csv")


def plan_confirmations(store: Store, wish: Wish) -> tuple[ExportPlan, ...]:
    """Work out the sheets, one per shop; ``wish.out`` is a folder where there are several.

    Raises:
        Refusal: no order matches, or the template is none, or of several shops.
    """
    with store.read() as read:
        meant = told(read, wish)
        shops = {row.id: row for row in read.connection.execute(sa.select(Shop.__table__))}
    if wish.template is not None:
        return (resi_template.fill(wish, resi_template.read(wish.template), meant, shops),)
    by_shop: dict[int, list[Told]] = {}
    for one in meant:
        by_shop.setdefault(one.shop_id, []).append(one)
    several = len(by_shop) > 1 or wish.out.is_dir()
    return tuple(
        _fresh(replace(wish, out=_named(wish.out, shops[shop]) if several else wish.out),
               held, shops[shop])
        for shop, held in by_shop.items()
    )  # fmt: skip


def confirm(store: Store, plans: Sequence[ExportPlan]) -> tuple[Written, ...]:
    """Write exactly these sheets, and put them into the journal.

    Raises:
        Refusal: the orders changed since the plans were made, or a file cannot be written.
    """
    for one in plans:
        found = plan_confirmations(store, one.wish)
        again = next((new for new in found if new.shop_id == one.shop_id), None)
        if again is None or (again.changes, again.table) != (one.changes, one.table):
            raise Refusal(_("The orders changed since this plan was made. Please plan again."))
    return tuple(depart(store, one) for one in plans)


def _fresh(wish: Wish, meant: Sequence[Told], shop: Any) -> ExportPlan:
    if wish.out.suffix.lower() not in ENDINGS:
        raise Refusal(_("--out must end in {endings}.").format(endings=", ".join(ENDINGS)))
    made = ExportPlan(wish, f"{shop.channel}.resi", shop.channel, shop.id, shop.name)
    own = [one for one in meant if one.own and one.resi]
    made.skips = tuple(_left_out(one) for one in meant if one not in own)
    rows = tuple((one.number, one.resi, one.courier) for one in own)
    made.table = (titles(shop.channel), *rows) if rows else ()
    made.notes.append(_unseen(shop.channel))
    if n := len({one.number for one in own if one.parcel > 1}):
        said = ngettext("{n} order goes in several parcels and has a row for each.",
                        "{n} orders go in several parcels and have a row for each.", n)  # fmt: skip
        made.notes.append(said.format(n=n))
    return made


def _left_out(one: Told) -> Skip:
    if one.resi:
        return Skip("foreign", 0, one.number, "", _("the marketplace gave this resi itself"))
    return Skip("missing", 0, one.number, "", _("it has no resi yet"))


def _unseen(channel: str) -> str:
    """Say what is known of the marketplace's own sheet."""
    name = channel_name(channel) or _("this shop")
    if channel not in confirmings():
        return _(
            "{channel} has no sheet for this that is known here; the columns are ours."
        ).format(channel=name)
    return _(
        "No original sheet of {channel} was seen: the columns are called as in its export of "
        "orders, and its limits are not known. With --template its own sheet is filled in."
    ).format(channel=name)


def _named(folder: Path, shop: Any) -> Path:
    """Return the file of a shop in a folder."""
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in f"{shop.channel}-{shop.name}")
    return (folder if folder.is_dir() else folder.parent) / f"resi-{name}{folder.suffix or '.xlsx'}"
