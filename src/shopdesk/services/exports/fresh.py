"""Files that need no template: products, prices and stock for one's own web shop."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.channels.outward import shopify, woocommerce
from shopdesk.channels.outward.spec import Fresh, Kind
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.stock import Location, Promise
from shopdesk.refusal import Refusal
from shopdesk.services.exports import choosing, ours, webshop
from shopdesk.services.exports.choosing import Shopfront
from shopdesk.services.exports.shapes import ExportPlan, Skip, Wish, kind_word
from shopdesk.services.exports.webshop import Cells, Goods
from shopdesk.services.shops import every
from shopdesk.services.stock import levels, pushing
from shopdesk.store import Read

FILES: Final = {
    one.format: one for one in (shopify.PRODUCTS, shopify.INVENTORY, woocommerce.PRODUCTS)
}
FORMATS: Final[Mapping[str, tuple[Kind, ...]]] = {
    name: tuple(one.columns) for name, one in FILES.items()
}
"""Formats that need no template, and the kinds of export that they take."""


def plan(read: Read, wish: Wish) -> ExportPlan:
    """Work out a fresh file.

    Raises:
        Refusal: the format takes another kind of export, or the shop is not clear.
    """
    file = FILES[wish.format]
    if wish.kind not in file.columns:
        raise Refusal(
            _("{format} takes {kinds}, not {kind}.").format(
                format=file.format,
                kinds=", ".join(map(kind_word, file.columns)),
                kind=kind_word(wish.kind),
            )
        )
    shop = _shop(read, file, wish)
    made = ExportPlan(wish, file.format, file.channel, shop and shop.id, shop.name if shop else "")
    goods = _goods(read, wish, shop, made)
    kept = _withheld(goods, made) if wish.kind == "products" else frozenset()
    table = _table(file, wish.kind, _rows(file, goods), kept)
    made.table = table if len(table) > 1 else ()
    made.notes += _blanks(table) if wish.kind == "products" else []
    return made


def _shop(read: Read, file: Fresh, wish: Wish) -> Shopfront | None:
    """Return the shop; products may go to one that is not known here yet."""
    there = any(shop.channel == file.channel for shop in every(read.connection))
    if wish.kind == "products" and not there and not wish.shop:
        return None
    return choosing.shop_for(read, file.channel, wish)


def _goods(read: Read, wish: Wish, shop: Shopfront | None, made: ExportPlan) -> list[Goods]:
    chosen = choosing.chosen(read, wish)
    sold = {one.facts.id: one for one in (ours.offers(read, shop.id) if shop else ()) if one.facts}
    if wish.kind == "products" or not sold:
        wanted = choosing.living(read, chosen)
    else:
        wanted = [one for one in sold if chosen is None or one in chosen]
    known = ours.facts(read, wanted)
    stock = {key: max(0, level.sellable) for key, level in levels(read, wanted).items()}
    told = [one for one in pushing.told(read, wanted) if shop and one.shop_id == shop.id]
    stock |= {one.variant_id: one.qty for one in told}
    if wish.kind == "stock":
        made.stock = tuple(told)
    elif wish.kind == "prices":
        made.prices = tuple((sold[one].id, price) for one in wanted
                            if one in sold and (price := sold[one].price) is not None)  # fmt: skip
    committed, place = _committed(read, shop), wish.into or _location(read)
    products: dict[int, list[ours.Facts]] = defaultdict(list)
    for one in wanted:
        products[known[one].product_id].append(known[one])
    found = []
    for product_id, variants in sorted(products.items()):
        goods = Goods(product_id, tuple(variants), sold, stock, committed, place)
        if name := webshop.doubled(goods):
            said = _("two of its variations are called “{name}”").format(name=name)
            made.skips += (Skip("refused", 0, goods.first.name, "", said),)
        else:
            found.append(goods)
    return found


def _rows(file: Fresh, goods: Sequence[Goods]) -> list[Cells]:
    if file.channel == "woocommerce":
        taken = {one.sku.casefold() for each in goods for one in each.variants}
        return [
            row for each in goods
            for row in webshop.woocommerce(each, _parent(each, taken))
        ]  # fmt: skip
    handles = webshop.handles(goods)
    write: Callable[[Goods, str], Iterable[Cells]] = (
        webshop.inventory if file is shopify.INVENTORY else webshop.shopify
    )
    return [row for each in goods for row in write(each, handles[each.product_id])]


def _parent(goods: Goods, taken: set[str]) -> str:
    """Return a SKU for the parent row that no SKU of ours has."""
    made = f"{goods.first.sku}-P"
    while made.casefold() in taken:
        made += "P"
    taken.add(made.casefold())
    return made


def _withheld(goods: Sequence[Goods], made: ExportPlan) -> frozenset[str]:
    """Return the facts that are not told, because telling some would harm others, and say so."""
    facts: set[str] = set()
    if names := [one.first.name for one in goods if one.unreachable]:
        facts |= {"picture", "position", "own_picture", "pictures"}
        said = _("Pictures are left out: some have no address (https://…), first of {name}.")
        made.notes.append(said.format(name=names[0]))
    if names := [one.first.name for one in goods if one.sold and not one.live]:
        facts |= {"status", "published"}
        said = _("What is on sale is left as it is: {name} is a draft here and sold there.")
        made.notes.append(said.format(name=names[0]))
    return frozenset(facts)


def _table(
    file: Fresh, kind: Kind, rows: Sequence[Cells], withheld: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """Return header and rows, without the columns in which nothing stands, or that are withheld."""
    if kind != "products" and file.channel == "woocommerce":
        rows = [row for row in rows if row["type"] != "variable"]
    filled = {fact for row in rows for fact, text in row.items() if text}
    there = (filled | set(file.always)) - set(withheld)
    columns = [(fact, header) for fact, header in file.columns[kind] if fact in there]
    rows = [row for row in rows if row.get("sku") or "picture" in there]
    if kind == "prices":  # pictures have rows of their own, and no price
        rows = [row for row in rows if row.get("sku")]
    return (
        tuple(header for _fact, header in columns),
        *(tuple(row.get(fact, "") for fact, _header in columns) for row in rows),
    )


def _blanks(table: Sequence[Sequence[str]]) -> list[str]:
    """Return what the person should know: cells that are blank wipe what the shop has."""
    by_sku = [row for row in table[1:] if "SKU" in table[0] and row[table[0].index("SKU")]]
    wiping = [
        title for at, title in enumerate(table[0])
        if title in {"Cost per item", "Compare-at price", "Barcode", "Weight value (grams)"}
        and any(not row[at] for row in by_sku)
    ]  # fmt: skip
    if not wiping:
        return []
    said = ngettext("Blank in some rows, so the shop's own is wiped there: {names}",
                    "Blank in some rows, so the shop's own are wiped there: {names}",
                    len(wiping))  # fmt: skip
    return [said.format(names=", ".join(wiping))]


def _committed(read: Read, shop: Shopfront | None) -> dict[int, int]:
    """Return the pieces that orders of this shop still wait for."""
    if shop is None:
        return {}
    query = (
        sa.select(Promise.variant_id, sa.func.sum(Promise.qty))
        .join(Order, Order.id == Promise.order_id)
        .where(Order.shop_id == shop.id)
        .group_by(Promise.variant_id)
    )
    return {row[0]: int(row[1]) for row in read.connection.execute(query)}


def _location(read: Read) -> str:
    """Return the place that stock lies in by default."""
    found = read.connection.scalar(sa.select(Location.name).order_by(Location.id).limit(1))
    return str(found or "")
