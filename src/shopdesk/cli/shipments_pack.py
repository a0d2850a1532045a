"""``shopdesk shipments wave|picklist|scan|packing|scans``: picking and packing."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.clock import Clock
    from shopdesk.services.packing import Heard, Held, ScanRow, WaveRow
    from shopdesk.store import Read

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
TO_PACK = "status:to_pack sort:ship_by"

wave = typer.Typer(no_args_is_help=True, help="Waves: orders that are picked in one walk.")
Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like courier:JNE; to_pack.")]
Name = Annotated[str, typer.Argument(help="The wave's name.")]
Named = Annotated[str, typer.Option("--wave", help="A wave instead of a filter.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Station = Annotated[str, typer.Option(help="The packing table; this terminal's name if not told.")]


def register(app: typer.Typer) -> None:
    """Add the commands of picking and packing."""
    app.add_typer(wave, name="wave")
    app.command(context_settings=WORDS)(picklist)
    app.command(context_settings=WORDS)(scan)
    app.command()(packing)
    app.command()(scans)


@wave.command(context_settings=WORDS)
def make(
    where: Filter = None,
    name: Annotated[str, typer.Option(help="The wave's name; the day's if not told.")] = "",
    plan: Plan = False,
) -> None:
    """Make a wave of the orders that a filter matches; all that are to pack without one."""
    from shopdesk.services.packing import waves

    text = " ".join(where or [TO_PACK])
    with opened() as store:
        change = store.run(
            "wave_make",
            lambda work: waves.make(work, services.orders.ids(work, text), name),
            keep=not plan,
        )
    report(change, planned=plan)


@wave.command("list")
def list_waves(
    all_: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
) -> None:
    """List the waves with orders left to pack, the newest first."""
    with opened() as store, store.read() as read:
        rows = services.packing.listed(read, all_=all_)
        clock = store.clock
    if as_json():
        document({"rows": [_wave(row, clock) for row in rows]})
        return
    table(
        (_("Wave"), _("State"), _("Orders"), _("Packed"), _("Left"), _("Cancelled"), _("Made"),
         _("Made by")),
        [(row.name, row.state, str(row.orders), str(row.packed), str(row.left), str(row.gone),
          clock.show(row.made_at), row.made_by) for row in rows],
    )  # fmt: skip


@wave.command()
def done(name: Name, plan: Plan = False) -> None:
    """Say that the walk is over and its goods are on the packing table."""
    _run("done", name, plan=plan)


@wave.command()
def drop(name: Name, plan: Plan = False) -> None:
    """Give a wave up; its orders wait for another one."""
    _run("drop", name, plan=plan)


def picklist(
    out: Annotated[Path | None, typer.Option("--out", help="The PDF to write.")] = None,
    where: Filter = None,
    name: Named = "",
) -> None:
    """Show what to fetch by rack and SKU, or write it as a PDF, for a wave or a filter."""
    from shopdesk.reports.papers import order_papers

    with opened() as store, store.read() as read:
        chosen = _chosen(read, where, name)
        rows = services.packing.fetch(read, chosen)
        if out:
            out.write_bytes(order_papers.pick_list(read, chosen, name))
        days = [str(store.clock.day(one.expires)) if one.expires else None for one in rows]
    if as_json():
        document({"orders": len(chosen), "file": str(out) if out else None, "rows": [
            {"rack": one.rack, "sku": one.sku, "name": one.name, "variation": one.variation,
             "qty": one.qty, "lot": one.lot, "expires": day, "orders": list(one.numbers)}
            for one, day in zip(rows, days, strict=True)
        ]})  # fmt: skip
    elif out:
        say(_("Wrote {n} orders to {path}").format(n=len(chosen), path=out))
    else:
        table(
            (_("Rack"), _("SKU"), _("Product"), _("Lot"), _("Qty"), _("Orders")),
            [(one.rack, one.sku, " · ".join(filter(None, (one.name, one.variation))), one.lot,
              str(one.qty), ", ".join(one.numbers)) for one in rows],
        )  # fmt: skip


def scan(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Codes in their order; none: lines of stdin.")
    ] = None,
    station: Station = "",
    at: Annotated[str, typer.Option(help="The number of the order on the table already.")] = "",
) -> None:
    """Scan to pack: an order's resi or number, then each of its pieces; the last one packs it."""
    with opened() as store:
        with store.read() as read:
            here = services.orders.find(read, [at])[0] if at else None
        place = station or services.packing.station_here()
        heard: list[Heard] = []
        for some in [codes] if codes else ([line.strip()] for line in sys.stdin):
            table_now = services.packing.scan(store, some, station=place, at=here)
            here = table_now.box.order_id if table_now.box else None
            heard += table_now.heard
            for one in () if as_json() else table_now.heard:
                say(("" if one.well else "\a") + one.said)
    if as_json():
        document({"rows": [_heard(one) for one in heard], "open": here is not None})
    if not all(one.well for one in heard):
        raise typer.Exit(1)


def packing() -> None:
    """Show who holds which order, how much of it is scanned, and until when."""
    with opened() as store, store.read() as read:
        rows = services.packing.held(read)
        clock = store.clock
    if as_json():
        document({"rows": [_held(row, clock) for row in rows]})
        return
    table(
        (_("Order"), _("Packer"), _("Table"), _("Scanned"), _("Until"), _("Wave")),
        [(row.number, row.holder, row.station, f"{row.scanned}/{row.pieces}",
          _("free") if row.over else clock.show(row.until), row.wave) for row in rows],
    )  # fmt: skip


def scans(number: Annotated[str, typer.Argument(help="The order's number.")]) -> None:
    """Show every scan of an order, and whether they are those it was packed with."""
    with opened() as store, store.read() as read:
        order_id = services.orders.find(read, [number])[0]
        rows = services.packing.scans(read, order_id)
        holds = services.packing.proof_holds(read, order_id)
        clock = store.clock
    if as_json():
        document({"order": number, "proof": holds, "rows": [_scan(row, clock) for row in rows]})
        return
    table(
        (_("When"), _("Packer"), _("Table"), _("Code"), _("SKU"), _("Verdict")),
        [(clock.iso(row.at)[:19].replace("T", " "), row.by, row.station, row.code, row.sku,
          row.verdict) for row in rows],
    )  # fmt: skip
    if holds is not None:
        say(_("The proof holds: these are the scans it was packed with.") if holds
            else _("The scans were changed later: no proof"))  # fmt: skip


def _run(verb: str, name: str, *, plan: bool) -> None:
    from shopdesk.services.packing import waves

    act = {"done": waves.done, "drop": waves.drop}[verb]
    with opened() as store:
        change = store.run(f"wave_{verb}", lambda work: act(work, name), keep=not plan)
    report(change, planned=plan)


def _chosen(read: "Read", where: Sequence[str] | None, name: str) -> list[int]:
    if name and where:
        raise Refusal(_("Name a wave or a filter, not both."))
    found = (
        services.packing.orders_of(read, name)
        if name
        else services.orders.ids(read, " ".join(where or [TO_PACK]))
    )
    if not found:
        raise Refusal(_("No order matches; nothing was written."))
    return found


def _wave(row: "WaveRow", clock: "Clock") -> dict[str, Any]:
    return {
        "name": row.name, "state": row.state, "orders": row.orders, "packed": row.packed,
        "left": row.left, "cancelled": row.gone, "made": clock.iso(row.made_at),
        "made_by": row.made_by, "done": clock.iso(row.done_at) if row.done_at else None,
    }  # fmt: skip


def _held(row: "Held", clock: "Clock") -> dict[str, Any]:
    return {
        "order": row.number, "packer": row.holder, "station": row.station,
        "scanned": row.scanned, "pieces": row.pieces, "until": clock.iso(row.until),
        "free": row.over, "wave": row.wave,
    }  # fmt: skip


def _scan(row: "ScanRow", clock: "Clock") -> dict[str, Any]:
    return {
        "at": clock.iso(row.at), "packer": row.by, "station": row.station, "code": row.code,
        "sku": row.sku, "verdict": row.verdict,
    }  # fmt: skip


def _heard(one: "Heard") -> dict[str, Any]:
    return {
        "code": one.code, "verdict": one.verdict, "said": one.said, "order": one.number,
        "packed": bool(one.order_ids), "entry": one.entry,
    }  # fmt: skip
