"""``shopdesk stock``: the ledger, and what moves it."""

from typing import Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.locale import _
from shopdesk.refusal import Refusal

app = typer.Typer(no_args_is_help=True, help="Stock: the ledger and what moves it.")
Sku = Annotated[str, typer.Argument(help="A SKU.")]
Pieces = Annotated[list[str], typer.Argument(help="SKU=PIECES; repeat.")]
Where = Annotated[str, typer.Option(help="The location; the main one if not named.")]


@app.command()
def receive(
    pieces: Pieces,
    note: Annotated[str, typer.Option("--document", help="The delivery note's number.")],
    location: Where = "",
) -> None:
    """Take goods in by a delivery note, which posts once."""
    lines = [services.stock.Piece(*_pair(text)) for text in pieces]
    with opened() as store:
        report(store.do(services.stock.receive, lines, note, location=location))


@app.command()
def move(
    pieces: Pieces,
    origin: Annotated[str, typer.Option("--from", help="The location they leave.")],
    target: Annotated[str, typer.Option("--to", help="The location they go to.")],
) -> None:
    """Carry pieces from one location to another."""
    lines = [services.stock.Piece(*_pair(text)) for text in pieces]
    with opened() as store:
        report(store.do(services.stock.transfer, lines, origin, target))


@app.command()
def adjust(
    sku: Sku,
    qty: Annotated[int, typer.Option(help="Pieces added, or taken with a minus.")],
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Add or take pieces for a reason that stays on the ledger."""
    with opened() as store:
        report(store.do(services.stock.adjust, sku, qty, reason))


@app.command()
def sort(
    sku: Sku,
    qty: Annotated[int, typer.Option(help="Pieces.")],
    to: Annotated[str, typer.Option(help="sellable, damaged or quality.")],
    origin: Annotated[str, typer.Option("--from", help="Where they lie now.")] = "sellable",
) -> None:
    """Move pieces between sellable, damaged and quality control."""
    with opened() as store:
        report(store.do(services.stock.sort, sku, qty, to, source=origin))


@app.command()
def count(
    pieces: Pieces,
    sheet: Annotated[str, typer.Option("--sheet", help="The count sheet's name; posts once.")],
) -> None:
    """Post what was counted: the ledger agrees afterwards."""
    with opened() as store:
        report(store.do(services.stock.post_count, dict(map(_pair, pieces)), sheet))


@app.command()
def ledger(
    sku: Sku, limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 0
) -> None:
    """Show every movement of a SKU with its document and the balance after it."""
    with opened() as store, store.read() as read:
        rows = services.stock.ledger(read, sku, limit)
        clock = store.clock
    if as_json():
        told = [
            {"at": clock.iso(row.at), "kind": row.kind, "qty": row.qty, "document": row.document,
             "balance": row.balance, "pool": row.pool, "location": row.location, "note": row.note}
            for row in rows
        ]  # fmt: skip
        document({"rows": told})
        return
    titles = (_("When"), _("What"), _("Qty"), _("Document"), _("Balance"), _("Place"), _("Note"))
    listed = [
        (clock.show(row.at), row.kind, f"{row.qty:+d}", row.document, str(row.balance),
         f"{row.location} ({row.pool})", row.note)
        for row in rows
    ]  # fmt: skip
    table(titles, listed)


def _pair(text: str) -> tuple[str, int]:
    sku, _equals, pieces = text.rpartition("=")
    if not sku or not pieces.isdigit():
        raise Refusal(_("“{text}” should read SKU=PIECES, like MUG-1=12.").format(text=text))
    return sku.strip(), int(pieces)
