"""Which shop a file belongs to, and the note that it arrived."""

from collections.abc import Iterable

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Offer
from shopdesk.models.shops import Arrival, Shop
from shopdesk.refusal import Refusal
from shopdesk.services.imports.reading import Staged
from shopdesk.store import Work

TITLES = {
    "shopee": "Shopee",
    "tiktok": "Tokopedia & TikTok Shop",
    "tokopedia": "Tokopedia",
    "lazada": "Lazada",
    "blibli": "Blibli",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "ga4": "Google Analytics",
    "own": "Own sheet",
}
KNOWN_BY = 500
"""Products of a sheet that are looked for among the offers of the shops."""


class WhichShop(Refusal):
    """The channel has several shops, and nothing tells which one a file is of."""

    def __init__(self, file: str, channel: str, shops: Iterable[str]) -> None:
        self.file, self.channel, self.shops = file, channel, tuple(sorted(shops))
        super().__init__(
            _(
                "{file} is of channel {channel}, which has several shops here. Say which one: "
                "--shop NAME ({names})"
            ).format(file=file, channel=channel, names=", ".join(self.shops))
        )


def shop_for(work: Work, staged: Staged) -> int | None:
    """Return the shop of the file: the one named, else the one that knows its orders, else new.

    A sheet of one's own that holds no orders is of no shop.

    Raises:
        WhichShop: the channel has several shops, and nothing tells which one this file is of.
    """
    channel = str(staged.report.channel or "")
    if not channel:
        return None
    shops = {
        row.name: row.id
        for row in work.connection.execute(
            sa.select(Shop.id, Shop.name).where(Shop.channel == channel)
        )
    }
    name = wished(staged.wish, channel)
    if name is None and len(shops) > 1:
        name = _knows(work, staged, channel)
    if name is None and len(shops) > 1:
        raise WhichShop(staged.report.file, channel, shops)
    if name is None:
        name = next(iter(shops), TITLES.get(channel, channel.title()))
    staged.report.shop = name
    if name in shops:
        return int(shops[name])
    shop = Shop(channel=channel, name=name, currency=_currency(work, staged))
    work.session.add(shop)
    work.session.flush()
    return shop.id


def wished(wish: str | None, channel: str) -> str | None:
    """Return the shop that was named; one named as "channel:name" is meant for that channel only.

    Several of these stand one to a line.
    """
    for each in (wish or "").splitlines():
        of, _colon, name = each.partition(":")
        if of not in TITLES:
            return each
        if of == channel:
            return name
    return None


def _currency(work: Work, staged: Staged) -> str:
    if staged.stage is None:
        return staged.haul.spec.currency if staged.haul else "IDR"
    orders = staged.stage.beside.orders
    found = work.connection.exec_driver_sql(f"SELECT currency FROM {orders} LIMIT 1").scalar()
    return str(found or "IDR")


def note(work: Work, staged: Staged, shop_id: int | None) -> int | None:
    """Write down that the file arrived, and its further parts, once per content and shop.

    Returns the note of the file itself, None where nothing of it counts.
    """
    counts = staged.report.counts
    if not (counts.new or counts.changed):
        return None
    noted = None
    for part in (staged, *staged.parts):
        known = sa.select(Arrival.id).where(
            Arrival.sha256 == part.sha256, Arrival.shop_id.is_not_distinct_from(shop_id)
        )
        noted = work.connection.scalar(known)
        if part.report.rows and noted is None:
            arrival = _arrival(work, part, shop_id)
            work.session.add(arrival)
            work.session.flush()
            noted = arrival.id
    return noted


def _arrival(work: Work, part: Staged, shop_id: int | None) -> Arrival:
    return Arrival(
        sha256=part.sha256, name=part.report.file, format=str(part.report.format), shop_id=shop_id,
        taken_at=part.taken or None, applied_at=work.clock.now(), rows=part.report.rows,
        lines=part.report.lines,
    )  # fmt: skip


def _knows(work: Work, staged: Staged, channel: str) -> str | None:
    if staged.stage is None:
        return _offers(work, staged, channel) or _before(work, staged)
    found = work.connection.exec_driver_sql(
        "SELECT h.name, count(*) FROM "
        f"(SELECT number FROM {staged.stage.beside.orders} LIMIT 2000) AS s "
        "JOIN orders AS o ON o.number = s.number JOIN shops AS h ON h.id = o.shop_id "
        "WHERE h.channel = ? GROUP BY h.name ORDER BY 2 DESC",
        (channel,),
    ).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def _offers(work: Work, staged: Staged, channel: str) -> str | None:
    """Return the shop that offers these products, or that a stock column is called after."""
    haul = staged.haul
    if not hasattr(haul, "goods"):
        return None
    codes = {goods.said.get("product_code") for goods in haul.goods[:KNOWN_BY]}
    offered = sa.exists().where(Offer.shop_id == Shop.id, Offer.product_code.in_(codes))
    named = Shop.name == haul.labels.get("stock", "")
    query = sa.select(Shop.name).where(Shop.channel == channel, sa.or_(offered, named))
    found = work.connection.scalars(query).all()
    return str(found[0]) if len(found) == 1 else None


def _before(work: Work, staged: Staged) -> str | None:
    """Return the shop of earlier files whose name begins with the same account."""
    account, dot, _rest = staged.report.file.partition(".")
    query = (
        sa.select(Shop.name)
        .join(Arrival, Arrival.shop_id == Shop.id)
        .where(
            Arrival.format == staged.report.format,
            Arrival.name.startswith(account + dot, autoescape=True),
        )
        .distinct()
    )
    found = work.connection.scalars(query).all()
    return str(found[0]) if len(found) == 1 else None
