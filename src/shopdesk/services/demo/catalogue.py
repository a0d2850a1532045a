"""The demo shop's catalogue: products, deliveries, and what every shop offers of them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from shopdesk.clock import DAY, Clock
from shopdesk.locale import ngettext
from shopdesk.models.products import Picture
from shopdesk.services import products, stock
from shopdesk.services.products.editing import put
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Store, Work

Told = Mapping[str, Any]
"""The catalogue's file, or a part of it."""
MINOR = 100


def put_in(store: Store, told: Told, folder: Path) -> None:
    """Add the products, and take in the goods that were delivered before the first order.

    The pictures lie in the folder.
    """
    store.run("add", partial(_add, told=told, folder=folder))
    for delivery in told["delivery"]:
        store.run("receive", partial(_receive, told=told, delivery=delivery))
    store.do(products.archive, told["archived"])


def put_up(store: Store, told: Told) -> None:
    """Let the shops, which the orders brought, offer what they sell; some pieces are damaged."""
    for shop in told["shop"]:
        store.do(products.offer, shop["channel"], shop["name"], _offers(told, shop))
    for sku, pieces in told["damaged"].items():
        store.do(stock.sort, sku, pieces, "damaged")
    coming = told["expected"]
    pieces = [stock.Piece(sku, n) for sku, n in coming["pieces"].items()]
    store.do(stock.expect, pieces, coming["note"], due=store.clock.now() + coming["days"] * DAY)


def _add(work: Work, told: Told, folder: Path) -> Change:
    side = told["picture_side"]
    for product in told["product"]:
        product_id = put(
            work, product["name"], [_variant(variant) for variant in product["variant"]],
            category=product["category"], brand=product["brand"],
            description=product.get("description", ""), specs=product.get("specs"),
            state=product.get("state", "ready"),
        )  # fmt: skip
        for position, name in enumerate(product.get("pictures", ()), 1):
            path = folder / name
            work.session.add(
                Picture(
                    product_id=product_id, position=position, source=str(path), kind="png",
                    width=side, height=side, bytes=path.stat().st_size,
                )
            )  # fmt: skip
    n = len(told["product"])
    return ended(work, ngettext("Added {n} product", "Added {n} products", n).format(n=n))


def _offers(told: Told, shop: Told) -> list[products.NewOffer]:
    known = {v["sku"]: (p["name"], v) for p in told["product"] for v in p["variant"]}
    offers = []
    for code, variant_code, sku, price, pieces in shop["offers"]:
        name, variant = known[sku]
        offers.append(
            products.NewOffer(
                code, variant_code, "" if sku in shop["unmapped"] else sku, name,
                variant.get("variation", ""), price * MINOR, pieces,
                own_price=None if price == variant["price"] else price * MINOR,
            )
        )  # fmt: skip
    return offers


def _variant(told: Told) -> products.NewVariant:
    money = {key: told[key] * MINOR for key in ("price", "cost") if key in told}
    return products.NewVariant(**(dict(told) | money))


def _receive(work: Work, told: Told, delivery: Told) -> Change:
    costs = {v["sku"]: v.get("cost") for p in told["product"] for v in p["variant"]}
    then = Clock(work.settings.zone, now=work.clock.now() - delivery["days"] * DAY)
    pieces = [
        stock.Piece(sku, n, None if costs[sku] is None else costs[sku] * MINOR)
        for sku, n in delivery["pieces"].items()
    ]
    return stock.receive(replace(work, clock=then), pieces, delivery["note"])
