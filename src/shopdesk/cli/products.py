"""``shopdesk products``: the catalogue."""

from typing import Annotated

import typer

from shopdesk import money, services
from shopdesk.cli import products_look
from shopdesk.cli.out import opened, report
from shopdesk.locale import _
from shopdesk.refusal import Refusal

app = typer.Typer(no_args_is_help=True, help="Products: the catalogue and its SKUs.")
products_look.register(app)
Skus = Annotated[list[str], typer.Argument(help="SKUs.")]


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
