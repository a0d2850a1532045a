"""``shopdesk products``: the catalogue."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.products import ProductRow

app = typer.Typer(no_args_is_help=True, help="Products: the catalogue and its SKUs.")
Sku = Annotated[str, typer.Argument(help="A SKU.")]
Skus = Annotated[list[str], typer.Argument(help="SKUs.")]


@app.command("list")
def list_products(
    words: Annotated[list[str] | None, typer.Argument(help="Words to look for.")] = None,
    archived: Annotated[bool, typer.Option("--archived", help="Archived ones too.")] = False,
) -> None:
    """List the SKUs with their stock, and the shops that offer them."""
    with opened() as store, store.read() as read:
        rows = services.products.listed(read, " ".join(words or []), archived=archived)
    if as_json():
        document({"total": len(rows), "rows": [_document(row) for row in rows]})
        return
    titles = (_("SKU"), _("Product"), _("Variation"), _("Price"), _("On hand"), _("Reserved"),
              _("Available"))  # fmt: skip
    table(titles, [_listed(row) for row in rows])


@app.command()
def show(sku: Sku) -> None:
    """Show one SKU."""
    with opened() as store, store.read() as read:
        rows = services.products.listed(read, sku, archived=True)
    row = next((row for row in rows if row.sku.lower() == sku.strip().lower()), None)
    if row is None:
        raise Refusal(_("There is no SKU “{sku}” in the catalogue.").format(sku=sku))
    facts = _document(row)
    if as_json():
        document(facts)
        return
    table((_("Fact"), ""), [(key, str(value)) for key, value in facts.items() if key != "listings"])


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The product's name.")],
    sku: Annotated[list[str], typer.Option(help="A SKU, or SKU=VARIATION; repeat.")],
    price: Annotated[str, typer.Option(help="The price, like 15000.")] = "",
    cost: Annotated[str, typer.Option(help="What a piece costs the shop.")] = "",
    barcode: Annotated[str, typer.Option(help="The barcode of a single SKU.")] = "",
    part: Annotated[list[str] | None, typer.Option(help="SKU=PIECES: makes a kit; repeat.")] = None,
    category: Annotated[str, typer.Option(help="The category, with > between levels.")] = "",
    brand: Annotated[str, typer.Option(help="The brand.")] = "",
) -> None:
    """Add a product with its SKUs; with --part it is a kit."""
    parts = {key: _pieces(key, n) for key, n in (_pair(text) for text in part or [])}
    variants = [
        services.products.NewVariant(
            key, variation=variation, price=_amount(price), cost=_amount(cost), barcode=barcode,
            parts=parts,
        )
        for key, variation in map(_pair, sku)
    ]  # fmt: skip
    with opened() as store:
        report(store.do(services.products.add, name, variants, category=category, brand=brand))


@app.command()
def archive(skus: Skus) -> None:
    """Take SKUs out of sale; refused while an order or a kit needs them."""
    with opened() as store:
        report(store.do(services.products.archive, skus))


@app.command()
def restore(skus: Skus) -> None:
    """Put archived SKUs back on sale."""
    with opened() as store:
        report(store.do(services.products.restore, skus))


def _pair(text: str) -> tuple[str, str]:
    key, _equals, value = text.partition("=")
    return key.strip(), value.strip()


def _pieces(sku: str, text: str) -> int:
    if not text.isdigit():
        raise Refusal(_("{sku}: “{text}” is no number of pieces.").format(sku=sku, text=text))
    return int(text)


def _amount(text: str) -> int | None:
    if not text:
        return None
    try:
        return money.parse(text, "us" if "." in text[-3:] else "id")
    except ValueError as why:
        raise Refusal(f"{text}: {why}") from None


def _plain(minor: int | None) -> str | None:
    return None if minor is None else f"{minor // money.SCALE}.{minor % money.SCALE:02}"


def _document(row: "ProductRow") -> dict[str, Any]:
    level = row.level
    return {
        "sku": row.sku, "name": row.name, "variation": row.variation,
        "price": _plain(row.price), "cost": _plain(row.cost), "currency": row.currency,
        "on_hand": level.on_hand, "reserved": level.reserved, "available": level.available,
        "oversold": level.oversold, "unsellable": level.unsellable, "buffer": level.buffer,
        "kit": row.kit, "archived": row.archived,
        "listings": [
            {"channel": o.channel, "shop": o.shop, "listing_id": o.listing_id, "sku_id": o.sku_id,
             "price": _plain(o.price), "stock": o.stock}
            for o in row.offers
        ],
    }  # fmt: skip


def _listed(row: "ProductRow") -> tuple[str, ...]:
    price = money.show(row.price, row.currency, language()) if row.price is not None else ""
    level = row.level
    return (row.sku, row.name, row.variation, price, str(level.on_hand), str(level.reserved),
            str(level.available))  # fmt: skip
