"""``shopdesk stock count``: count sheets, what was found, and the difference posted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.imports.shapes import Reject
    from shopdesk.services.stock.counting import CountedLine, SheetRow
    from shopdesk.store import Change, Work

NOW = "now"


class Counting(TyperGroup):
    """``stock count SKU=N --sheet X`` is short for ``stock count now SKU=N --sheet X``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the short form's word where it was left out."""
        if args and args[0] not in self.commands and any("=" in word for word in args):
            args = [NOW, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Counting, no_args_is_help=True,
    help="Counting: sheets to fill, scans, variance, and posting by somebody else.",
)  # fmt: skip
Name = Annotated[str, typer.Argument(help="The count sheet's name.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
At = Annotated[str, typer.Option(help="When it was counted, if earlier: 2026-11-23T09:00.")]
Rejects = Annotated[
    Path | None, typer.Option(help="Write the cells that are not taken to this .xlsx or .csv.")
]
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""


@app.command(context_settings=WORDS)
def make(
    where: Annotated[
        list[str] | None, typer.Argument(help="A filter of SKUs, like brand:Tirta; all without.")
    ] = None,
    sku: Annotated[list[str] | None, typer.Option(help="A SKU to count; repeat.")] = None,
    name: Annotated[str, typer.Option(help="The sheet's name; the day if not named.")] = "",
    location: Annotated[
        str, typer.Option(help="The location; of another than the main one, what lies there.")
    ] = "",
    blind: Annotated[
        bool | None, typer.Option(help="Tell no stock to the counter; else as the shop has it.")
    ] = None,
    plan: Plan = False,
) -> None:
    """Make a count sheet over a filter, some SKUs or a location."""
    _run(
        lambda work: services.stock.counting.make(
            work, name, where=" ".join(where or []), skus=sku or [], location=location, blind=blind
        ),
        "count_make", plan=plan,
    )  # fmt: skip


@app.command("list")
def list_sheets() -> None:
    """List the count sheets, the newest first."""
    with opened() as store, store.read() as read:
        rows = services.stock.counting.sheets(read)
        clock = store.clock
    if as_json():
        document({"rows": [_sheet(row, clock) for row in rows]})
        return
    table(
        (_("Sheet"), _("Place"), _("State"), _("Lines"), _("Counted"), _("Differ"), _("Made"),
         _("Counted by"), _("Posted by")),
        [(row.name, row.location, row.state, str(row.lines), str(row.counted),
          "" if row.blind and row.state == "open" else str(row.differing),
          clock.show(row.made_at), row.counted_by, row.posted_by) for row in rows],
    )  # fmt: skip


@app.command()
def show(name: Name) -> None:
    """Show the lines of a sheet."""
    with opened() as store, store.read() as read:
        row = services.stock.counting.sheet(read, name)
        lines = services.stock.counting.lines(read, name)
        clock = store.clock
    if as_json():
        document(_sheet(row, clock) | {"rows": [_line(line, clock) for line in lines]})
        return
    table(
        (_("SKU"), _("Product"), _("Lot"), _("In the ledger"), _("Counted"), _("Note")),
        [(line.sku, line.name, line.lot, _pieces(line.expected), _pieces(line.counted), line.note)
         for line in lines],
    )  # fmt: skip


@app.command("print")
def print_sheet(
    name: Name, out: Annotated[Path, typer.Option("--out", help="The PDF to write.")]
) -> None:
    """Write a sheet as a PDF to count by, with barcodes."""
    from shopdesk.reports.papers import count_papers

    with opened() as store, store.read() as read:
        paper = count_papers.count_sheet(read, name)
    out.write_bytes(paper)
    _told({"file": str(out)}, _("Wrote {path}").format(path=out))


@app.command()
def export(
    name: Name, out: Annotated[Path, typer.Option("--out", help="The .xlsx or .csv to write.")]
) -> None:
    """Write a sheet as a spreadsheet with a column to fill."""
    with opened() as store, store.read() as read:
        written = services.stock.counting.save(read, name, out)
    told = _("Wrote {n} lines to {path}").format(n=written.rows, path=written.path)
    _told({"file": str(written.path), "rows": written.rows}, told)


@app.command("import")
def import_sheet(
    name: Name,
    file: Annotated[Path, typer.Argument(help="The filled spreadsheet.")],
    at: At = "",
    rejects: Rejects = None,
    plan: Plan = False,
) -> None:
    """Take a filled sheet in; cells that cannot be read are named, all others taken."""
    counting = services.stock.counting
    filled = counting.read_filled(file)
    with opened() as store:
        change = store.run(
            "count_import",
            lambda work: counting.fill_in(work, name, filled, at=_moment(work, at)),
            keep=not plan,
        )
        if rejects and filled.wrong:
            from shopdesk.services.imports.rejects import write_rejects

            write_rejects(rejects, ((file.name, bad) for bad in filled.wrong), store.clock.zone)
    if as_json():
        document({
            "entry": change.entry, "label": change.label, "rows": change.rows,
            "blank": filled.blank, "rejects": [_reject(file.name, bad) for bad in filled.wrong],
        })  # fmt: skip
    else:
        report(change, planned=plan)
    for bad in filled.wrong:
        place = _("{file}, sheet {sheet}, row {row}, column {column}: “{value}”: {reason}")
        say(place.format(**_reject(file.name, bad)))
    if filled.wrong:
        raise typer.Exit(1)


@app.command()
def enter(
    name: Name,
    codes: Annotated[
        list[str], typer.Argument(help="A SKU or barcode is one more, SKU=12 the number; repeat.")
    ],
    lot: Annotated[str, typer.Option(help="The lot, where the SKU is kept by lots.")] = "",
    note: Annotated[str, typer.Option(help="A note on these lines.")] = "",
    at: At = "",
    plan: Plan = False,
) -> None:
    """Write down what was counted, as typed or scanned."""
    from dataclasses import replace

    counting = services.stock.counting
    tallies = [replace(counting.parse(code), lot=lot, note=note) for code in codes]
    _run(
        lambda work: counting.enter(work, name, tallies, at=_moment(work, at)),
        "count_enter", plan=plan,
    )  # fmt: skip


@app.command()
def variance(name: Name) -> None:
    """Show where the count differs from the ledger, in pieces and in money at cost."""
    with opened() as store, store.read() as read:
        found = services.stock.counting.variance(read, name)
        clock = store.clock
    if as_json():
        document(_sheet(found.sheet, clock) | {
            "missing": found.missing, "surplus": found.surplus, "worth": money.text(found.worth),
            "without_cost": found.unpriced, "uncounted": found.uncounted,
            "rows": [_line(line, clock) for line in found.lines],
        })  # fmt: skip
        return
    table(
        (_("SKU"), _("Product"), _("Lot"), _("In the ledger"), _("Counted"), _("Difference"),
         _("Worth")),
        [(line.sku, line.name, line.lot, _pieces(line.expected), _pieces(line.counted),
          f"{line.difference:+d}", _worth(line.worth, line.currency)) for line in found.lines],
    )  # fmt: skip
    said = _("{missing} pieces missing, {surplus} too many, together {worth}; not counted: {n}")
    say(said.format(missing=found.missing, surplus=found.surplus, n=found.uncounted,
                    worth=_worth(found.worth, "IDR")))  # fmt: skip
    if found.unpriced:
        say(_("{n} of the lines have no cost and are not in that sum.").format(n=found.unpriced))


@app.command()
def recount(
    name: Name,
    skus: Annotated[list[str] | None, typer.Argument(help="SKUs; else all that differ.")] = None,
    plan: Plan = False,
) -> None:
    """Have lines counted again: what was written on them is forgotten."""
    _run(
        lambda work: services.stock.counting.recount(work, name, skus or []),
        "count_again", plan=plan,
    )  # fmt: skip


@app.command()
def post(name: Name, plan: Plan = False) -> None:
    """Make the ledger agree with the count; another person than the counter does."""
    _run(lambda work: services.stock.counting.post_sheet(work, name), "count_post", plan=plan)


@app.command()
def drop(name: Name, plan: Plan = False) -> None:
    """Throw a sheet away that was not posted."""
    _run(lambda work: services.stock.counting.drop(work, name), "count_drop", plan=plan)


@app.command(NOW)
def now(
    pieces: Annotated[list[str], typer.Argument(help="SKU=PIECES; repeat.")],
    sheet: Annotated[str, typer.Option("--sheet", help="What this count is called; posts once.")],
    location: Annotated[str, typer.Option(help="The location; the main one if not named.")] = "",
    plan: Plan = False,
) -> None:
    """Post a few counted SKUs at once, without a sheet to fill."""
    counted = dict(map(pair, pieces))
    _run(
        lambda work: services.stock.post_count(work, counted, sheet, place=location),
        "post_count", plan=plan,
    )  # fmt: skip


def pair(text: str) -> tuple[str, int]:
    """Return the SKU and the pieces of ``SKU=12``."""
    sku, _equals, pieces = text.rpartition("=")
    if not sku or not (pieces.isascii() and pieces.isdecimal()):
        raise Refusal(_("“{text}” should read SKU=PIECES, like MUG-1=12.").format(text=text))
    return sku.strip(), int(pieces)


def _run(act: "Callable[[Work], Change]", verb: str, *, plan: bool) -> None:
    with opened() as store:
        report(store.run(verb, act, keep=not plan), planned=plan)


def _moment(work: "Work", text: str) -> int | None:
    try:
        return work.clock.read(text) if text else None
    except ValueError as why:
        raise Refusal(str(why)) from None


def _told(answer: dict[str, Any], sentence: str) -> None:
    if as_json():
        document(answer)
    else:
        say(sentence)


def _sheet(row: "SheetRow", clock: Any) -> dict[str, Any]:
    return {
        "name": row.name, "location": row.location, "blind": row.blind, "state": row.state,
        "lines": row.lines, "counted": row.counted, "made": clock.iso(row.made_at),
        "made_by": row.made_by, "counted_by": row.counted_by, "posted_by": row.posted_by,
        "posted": clock.iso(row.posted_at) if row.posted_at else None,
    }  # fmt: skip


def _line(line: "CountedLine", clock: Any) -> dict[str, Any]:
    return {
        "sku": line.sku, "lot": line.lot, "name": line.name, "variation": line.variation,
        "barcode": line.barcode,
        "expires": str(clock.day(line.expires)) if line.expires is not None else None,
        "expected": line.expected, "counted": line.counted, "difference": line.difference,
        "worth": None if line.worth is None else money.text(line.worth),
        "currency": line.currency, "note": line.note,
    }  # fmt: skip


def _reject(file: str, bad: "Reject") -> dict[str, Any]:
    return {"file": file, **bad._asdict()}


def _pieces(n: int | None) -> str:
    return "" if n is None else str(n)


def _worth(minor: int | None, currency: str) -> str:
    return _("no cost") if minor is None else money.show(minor, currency, language())
