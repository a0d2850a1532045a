"""Which shop a file belongs to, and the note that it arrived."""

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.shops import Arrival, Shop
from shopdesk.refusal import Refusal
from shopdesk.services.imports.reading import Staged
from shopdesk.services.imports.staging import Stage
from shopdesk.store import Work

TITLES = {
    "shopee": "Shopee",
    "tiktok": "Tokopedia & TikTok Shop",
    "tokopedia": "Tokopedia",
    "lazada": "Lazada",
    "blibli": "Blibli",
    "shopify": "Shopify",
}


def shop_for(work: Work, staged: Staged, stage: Stage) -> int:
    """Return the shop of the file: the one named, else the one that knows its orders, else new.

    Raises:
        Refusal: the channel has several shops, and nothing tells which one this file is of.
    """
    channel = str(staged.report.channel)
    shops = {
        row.name: row.id
        for row in work.connection.execute(
            sa.select(Shop.id, Shop.name).where(Shop.channel == channel)
        )
    }
    name = staged.wish
    if name is None and len(shops) > 1:
        name = _knows(work, stage, channel)
    if name is None and len(shops) > 1:
        raise Refusal(
            _(
                "{file} is of channel {channel}, which has several shops here. Say which one: "
                "--shop NAME ({names})"
            ).format(file=staged.report.file, channel=channel, names=", ".join(sorted(shops)))
        )
    if name is None:
        name = next(iter(shops), TITLES.get(channel, channel.title()))
    staged.report.shop = name
    if name in shops:
        return int(shops[name])
    currency = work.connection.exec_driver_sql(
        f"SELECT currency FROM {stage.beside.orders} LIMIT 1"
    ).scalar()
    shop = Shop(channel=channel, name=name, currency=currency or "IDR")
    work.session.add(shop)
    work.session.flush()
    return shop.id


def note(work: Work, staged: Staged, shop_id: int) -> None:
    """Write down that the file arrived, and its further parts, once per content and shop."""
    orders = staged.report.orders
    if not (orders.new or orders.changed):
        return
    for part in (staged, *staged.parts):
        known = sa.exists().where(Arrival.sha256 == part.sha256, Arrival.shop_id == shop_id)
        if part.report.rows and not work.connection.scalar(sa.select(known)):
            work.session.add(_arrival(work, part, shop_id))
    work.session.flush()


def _arrival(work: Work, part: Staged, shop_id: int) -> Arrival:
    return Arrival(
        sha256=part.sha256, name=part.report.file, format=str(part.report.format), shop_id=shop_id,
        taken_at=part.taken or None, applied_at=work.clock.now(), rows=part.report.rows,
        lines=part.report.lines,
    )  # fmt: skip


def _knows(work: Work, stage: Stage, channel: str) -> str | None:
    found = work.connection.exec_driver_sql(
        "SELECT h.name, count(*) FROM "
        f"(SELECT number FROM {stage.beside.orders} LIMIT 2000) AS s "
        "JOIN orders AS o ON o.number = s.number JOIN shops AS h ON h.id = o.shop_id "
        "WHERE h.channel = ? GROUP BY h.name ORDER BY 2 DESC",
        (channel,),
    ).fetchall()
    return str(found[0][0]) if len(found) == 1 else None
