"""``shopdesk shipments label|slip|invoice``: the papers that go with parcels, as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.reports.papers.printout import Printout
    from shopdesk.store import Read, Store

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
WAITING = "status:to_pack,to_ship sort:ship_by"

Chosen = Annotated[
    list[str] | None,
    typer.Argument(help="Order numbers, or a filter; without: what waits to be sent."),
]
Out = Annotated[Path | None, typer.Option("--out", help="The PDF to write.")]
Size = Annotated[
    str, typer.Option("--size", help="a6, thermal (100 × 150 mm), or a4 (four to a sheet).")
]
By = Annotated[str, typer.Option("--by", help="courier: then by SKU; given: as chosen.")]
New = Annotated[bool, typer.Option("--new", help="Only orders that have no such paper yet.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would be printed, print nothing.")]


def register(app: typer.Typer) -> None:
    """Add the commands that print."""
    for command in (label, slip, invoice):
        app.command(context_settings=WORDS)(command)


def label(
    chosen: Chosen = None, out: Out = None, size: Size = "", by: By = "courier",
    new: New = False, plan: Plan = False,
) -> None:  # fmt: skip
    """Print a label per parcel. Labels are counted; that cannot be undone."""
    _print("label", chosen, out, size, by, new=new, plan=plan)


def slip(
    chosen: Chosen = None, out: Out = None, size: Size = "a6", by: By = "courier",
    new: New = False, plan: Plan = False,
) -> None:  # fmt: skip
    """Print a packing slip per parcel."""
    _print("slip", chosen, out, size, by, new=new, plan=plan)


def invoice(
    chosen: Chosen = None, out: Out = None, size: Size = "a6", by: By = "courier",
    new: New = False, plan: Plan = False,
) -> None:  # fmt: skip
    """Print an invoice per order."""
    _print("invoice", chosen, out, size, by, new=new, plan=plan)


def orders_of(read: "Read", words: list[str] | None) -> list[int]:
    """Return the orders with these numbers, in this order; else those that match the filter.

    Raises:
        Refusal: none does, or there is no order of one of the numbers.
    """
    if words and services.printing.names_orders(read, words):
        return services.orders.find(read, words)
    ids = services.orders.ids(read, " ".join(words or [WAITING]))
    if not ids:
        raise Refusal(_("No order matches; nothing was written."))
    return ids


def _print(
    kind: str, words: list[str] | None, out: Path | None, size: str, by: str, *,
    new: bool, plan: bool,
) -> None:  # fmt: skip
    from shopdesk.reports.papers.printout import PrintWish, print_papers
    from shopdesk.reports.papers.sizes import SIZES

    if out is None and not plan:
        raise Refusal(_("Say where to write: --out FILE."))
    with opened() as store:
        wanted = size or store.settings.label_size
        fitting = next((one for one in SIZES if one == wanted), None)
        if fitting is None:
            raise Refusal(_("--size is one of: {known}.").format(known=", ".join(SIZES)))
        ids = _wanted(store, words, kind, new=new)
        wish = PrintWish(kind, tuple(ids), out or Path(f"{kind}.pdf"), fitting, by)
        made = print_papers(store, wish, plan=plan)
    _tell(made, len(ids), planned=plan)


def _wanted(store: "Store", words: list[str] | None, kind: str, *, new: bool) -> list[int]:
    with store.read() as read:
        ids = orders_of(read, words)
        if new and not (ids := services.printing.unprinted(read, ids, kind)):
            raise Refusal(_("All of these were printed before; without --new they are copies."))
    return ids


def _tell(made: "Printout", orders: int, *, planned: bool) -> None:
    if as_json():
        document({
            "file": None if planned else str(made.path), "orders": orders, "papers": made.papers,
            "copies": made.copies, "entry": made.change.entry,
        })  # fmt: skip
        return
    if planned:
        say(_("Plan only, nothing was changed: {label}").format(label=made.change.label))
        return
    print(made.path)
    say(_("{label} (entry {n})").format(label=made.change.label, n=made.change.entry))
