"""``shopdesk products list`` and ``products show``: the catalogue, and one SKU of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.text import safe

if TYPE_CHECKING:
    from shopdesk.services.products import ProductCard, ProductRow

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
Filter = Annotated[
    list[str] | None, typer.Argument(help="A filter, like stock<5 or is:low, or words.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``products``."""
    app.command("list", context_settings=WORDS)(list_products)
    app.command("show")(show)


def list_products(
    where: Filter = None,
    limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 50,
) -> None:
    """List the SKUs that a filter matches; archived ones where it says is:archived."""
    text = " ".join(where or [])
    with opened() as store, store.read() as read:
        total = services.products.total(read, text)
        rows = services.products.page(read, text, size=limit)
    if as_json():
        document({"total": total, "rows": [row_document(row) for row in rows]})
        return
    titles = (_("SKU"), _("Product"), _("Variation"), _("Price"), _("On hand"), _("Reserved"),
              _("Available"), _("Complete"), _("Channels"))  # fmt: skip
    table(titles, [_listed(row) for row in rows])
    say(_("{shown} of {total} SKUs").format(shown=len(rows), total=total))


def show(sku: Annotated[str, typer.Argument(help="A SKU.")]) -> None:
    """Show one SKU: texts, pictures, stock, the shops that offer it, and what is missing."""
    with opened() as store, store.read() as read:
        card = services.products.show(read, services.products.find(read, [sku])[0])
        clock = store.clock
    if as_json():
        document(card_document(card, clock))
        return
    row = card.row
    table(("", ""), [(title, said) for title, said in _facts(card).items() if said])
    if card.description:
        print("", safe(card.description, 10_000, lines=True), "", sep="\n")
    if card.parts:
        table((_("Part"), _("Product"), _("Pieces")),
              [(part.sku, part.name, str(part.qty)) for part in card.parts])  # fmt: skip
    table(
        (_("Channel"), _("Shop"), _("Listing"), _("Price"), _("Stock")),
        [(o.channel, o.shop, f"{o.listing_id} {o.sku_id}".strip(), _shown(o.price, row.currency),
          "" if o.stock is None else str(o.stock)) for o in card.offers],
    )  # fmt: skip
    if card.gaps:
        missing = [(gap.channel, gap.message) for gap in card.gaps]
        table((_("Channel"), _("Missing or wrong")), missing)


def row_document(row: "ProductRow") -> dict[str, Any]:
    """Return one SKU as JSON tells it: first what scripts count on, then the rest."""
    level = row.level
    return {
        "sku": row.sku, "name": row.name, "variation": row.variation,
        "price": _plain(row.price), "cost": _plain(row.cost),
        "on_hand": level.on_hand, "reserved": level.reserved, "available": level.available,
        "incoming": level.incoming, "buffer": level.buffer, "score": row.score,
        "listings": [
            {"channel": o.channel, "shop": o.shop, "listing_id": o.listing_id, "sku_id": o.sku_id,
             "price": _plain(o.price), "stock": o.stock}
            for o in row.offers
        ],
        "currency": row.currency, "compare_at": _plain(row.compare_at), "category": row.category,
        "brand": row.brand, "barcode": row.barcode, "weight_g": row.weight_g,
        "promised": level.promised, "unsellable": level.unsellable, "oversold": level.oversold,
        "low_at": row.low_at, "rack": row.rack, "kit": row.kit,
        "archived": row.archived, "state": row.state,
        "errors": row.errors, "channels": list(row.channels),
    }  # fmt: skip


def card_document(card: "ProductCard", clock: Clock) -> dict[str, Any]:
    """Return everything about one SKU as JSON tells it."""
    sides = zip(("length_mm", "width_mm", "height_mm"), card.sides, strict=True)
    return row_document(card.row) | dict(sides) | {
        "description": card.description,
        "specs": dict(card.specs),
        "pictures": [
            {"source": one.source, "kind": one.kind, "width": one.width, "height": one.height,
             "bytes": one.bytes}
            for one in card.pictures
        ],
        "parts": [
            {"sku": part.sku, "name": part.name, "qty": part.qty, "available": part.available}
            for part in card.parts
        ],
        "gaps": [
            {"rule": gap.rule, "field": gap.field, "severity": gap.severity,
             "channel": gap.channel, "message": gap.message}
            for gap in card.gaps
        ],
        "ledger": [
            {"at": clock.iso(one.at), "kind": one.kind, "qty": one.qty, "document": one.document,
             "balance": one.balance}
            for one in card.ledger
        ],
        "siblings": [other.sku for other in card.siblings],
        "cover_days": card.cover,
    }  # fmt: skip


def _facts(card: "ProductCard") -> Mapping[str, str]:
    row, level = card.row, card.row.level
    counts = {
        _("On hand"): level.on_hand, _("Reserved"): level.reserved,
        _("Set aside"): level.promised, _("Unsellable"): level.unsellable,
        _("Available"): level.available, _("Oversold"): level.oversold,
        _("Incoming"): level.incoming, _("Buffer"): level.buffer,
    }  # fmt: skip
    always = {_("On hand"), _("Available")}
    return {
        _("SKU"): row.sku, _("Product"): row.name, _("Variation"): row.variation,
        _("Price"): _shown(row.price, row.currency), _("Cost"): _shown(row.cost, row.currency),
        **{title: str(n) for title, n in counts.items() if n or title in always},
        _("Category"): row.category, _("Brand"): row.brand, _("Barcode"): row.barcode,
        _("Weight (g)"): "" if row.weight_g is None else str(row.weight_g),
        **card.specs,
        _("Pictures"): str(len(card.pictures)),
        _("Complete"): "" if row.score is None else f"{row.score}%",
    }  # fmt: skip


def _listed(row: "ProductRow") -> tuple[str, ...]:
    level = row.level
    score = "" if row.score is None else f"{row.score}%"
    there = str(-level.oversold or level.available)
    return (row.sku, row.name, row.variation, _shown(row.price, row.currency), str(level.on_hand),
            str(level.reserved), there, score, ", ".join(row.channels))  # fmt: skip


def _plain(minor: int | None) -> str | None:
    return None if minor is None else money.text(minor)


def _shown(minor: int | None, currency: str) -> str:
    return "" if minor is None else money.show(minor, currency, language())
