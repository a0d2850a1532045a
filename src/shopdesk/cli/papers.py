"""``shopdesk orders export|resi|picklist|slips``: what the house hands out."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say
from shopdesk.locale import _
from shopdesk.refusal import Refusal

Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like status:to_pack.")]
Out = Annotated[Path, typer.Option("--out", help="The file to write; its ending decides.")]
SHEETS = (".xlsx", ".csv", ".json")


def register(app: typer.Typer) -> None:
    """Add the commands that write files."""
    for command in (export, resi, picklist, slips):
        app.command(context_settings={"ignore_unknown_options": True})(command)


def export(out: Out, where: Filter = None) -> None:
    """Write the orders that a filter matches as .xlsx, .csv or .json."""
    from shopdesk.reports import queue

    def make(read: Any) -> tuple[Any, Any]:
        return queue.columns(), queue.rows(read, " ".join(where or []))

    _sheet(out, make, _("Orders"))


def resi(
    channel: Annotated[str, typer.Argument(help="shopee, tiktok, lazada, …")],
    out: Out,
    where: Filter = None,
) -> None:
    """Write order numbers and resi for one marketplace, under its own column names."""
    from shopdesk.reports import resi as sheet

    def make(read: Any) -> tuple[Any, Any]:
        return sheet.columns(channel), sheet.rows(read, channel, " ".join(where or []))

    _sheet(out, make, "resi")


def picklist(out: Out, where: Filter = None) -> None:
    """Write one pick list (PDF) over the orders that a filter matches; to_pack by default."""
    from shopdesk.reports.papers import order_papers

    _paper(out, where, order_papers.pick_list)


def slips(out: Out, where: Filter = None) -> None:
    """Write a packing slip (PDF, A6) for each order that a filter matches; to_pack by default."""
    from shopdesk.reports.papers.printout import PrintWish, print_papers

    with opened() as store:
        with store.read() as read:
            chosen = _chosen(read, where)
        print_papers(store, PrintWish("slip", tuple(chosen), out))
    _tell(out, len(chosen))


def _sheet(out: Path, make: Callable[[Any], tuple[Any, Any]], sheet: str) -> None:
    if out.suffix.lower() not in SHEETS:
        raise Refusal(_("--out must end in {endings}.").format(endings=", ".join(SHEETS)))
    from shopdesk.sheets import write

    with opened() as store, store.read() as read:
        columns, rows = make(read)
        written = write(out, columns, rows, sheet=sheet, zone=store.settings.zone)
    _tell(written.path, written.rows)


def _paper(out: Path, where: list[str] | None, make: Callable[..., bytes]) -> None:
    with opened() as store, store.read() as read:
        chosen = _chosen(read, where)
        paper = make(read, chosen)
    out.write_bytes(paper)
    _tell(out, len(chosen))


def _chosen(read: Any, where: list[str] | None) -> list[int]:
    chosen = services.orders.ids(read, " ".join(where or ["status:to_pack sort:ship_by"]))
    if not chosen:
        raise Refusal(_("No order matches; nothing was written."))
    return chosen


def _tell(path: Path, n: int) -> None:
    if as_json():
        document({"file": str(path), "orders": n})
    else:
        say(_("Wrote {n} orders to {path}").format(n=n, path=path))
