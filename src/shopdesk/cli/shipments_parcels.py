"""``shopdesk shipments merge|split|edit|handover|days``: how parcels are made up, and how long."""

from typing import Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.cli.shipments import WORDS, Filter, Names, Plan, Where, chosen
from shopdesk.clock import DAY
from shopdesk.locale import _
from shopdesk.refusal import Refusal

Numbers = Annotated[list[str], typer.Argument(help="Order numbers.")]
Number = Annotated[str, typer.Argument(help="The order's number.")]


def register(app: typer.Typer) -> None:
    """Add the commands of merging, splitting, handing over, and where the days go."""
    app.command()(merge)
    app.command()(unmerge)
    app.command()(split)
    app.command()(unsplit)
    app.command()(edit)
    app.command()(handover)
    app.command(context_settings=WORDS)(days)


def merge(
    numbers: Numbers,
    check: Annotated[bool, typer.Option(help="Only say which of them fit, and why not.")] = False,
    plan: Plan = False,
) -> None:
    """Let orders of one buyer travel in one parcel."""
    merging = services.shipments.merging
    with opened() as store:
        with store.read() as read:
            ids = services.orders.find(read, numbers)
            reasons = merging.why_not(read, ids) if check else {}
            named = dict(zip(ids, dict.fromkeys(numbers), strict=False))
        if check:
            told = [
                {"order": named[one], "fits": not why, "why": why or ""}
                for one, why in reasons.items()
            ]
            if as_json():
                document({"orders": told})
                return
            table(
                (_("Order"), _("Why not")),
                [(str(one["order"]), str(one["why"] or _("fits"))) for one in told],
            )
            return
        report(store.run("merge", lambda w: merging.merge(w, ids), keep=not plan), planned=plan)


def unmerge(numbers: Numbers, plan: Plan = False) -> None:
    """Let orders travel apart again, with all that share their parcel."""
    merging = services.shipments.merging
    with opened() as store:
        with store.read() as read:
            ids = services.orders.find(read, numbers)
        report(store.run("unmerge", lambda w: merging.unmerge(w, ids), keep=not plan), planned=plan)


def split(
    number: Number,
    parcel: Annotated[
        list[str] | None,
        typer.Option(help="One parcel: positions and pieces, like 1x2,3x1; once per parcel."),
    ] = None,
    plan: Plan = False,
) -> None:
    """Send an order in several parcels; without --parcel its items and positions are shown."""
    with opened() as store:
        with store.read() as read:
            order = services.orders.find(read, [number])[0]
            ordered = services.shipments.splitting.lines(read, order)
        if not parcel:
            _show(ordered)
            return
        parts = [_part(text, list(ordered)) for text in parcel]
        act = services.shipments.splitting.split
        report(store.run("split", lambda w: act(w, order, parts), keep=not plan), planned=plan)


def unsplit(numbers: Numbers, plan: Plan = False) -> None:
    """Send orders in one parcel each again."""
    act = services.shipments.splitting.unsplit
    with opened() as store:
        with store.read() as read:
            ids = services.orders.find(read, numbers)
        report(store.run("unsplit", lambda w: act(w, ids), keep=not plan), planned=plan)


def edit(
    names: Names = None,
    where: Where = "",
    resi: Annotated[str | None, typer.Option(help="The resi of one parcel.")] = None,
    parcel: Annotated[int, typer.Option(help="Which parcel of the order.")] = 0,
    courier: Annotated[str, typer.Option(help="The courier.")] = "",
    eta: Annotated[str, typer.Option(help="The promised day, like 2026-11-30; none.")] = "",
    plan: Plan = False,
) -> None:
    """Change the resi, the courier or the promised day of parcels."""
    facts = services.shipments.facts
    with opened() as store:
        ids = chosen(store, names, where)
        if parcel:
            with store.read() as read:
                ids = [one for one in ids if services.shipments.at(read, one).number == parcel]
        if resi is not None:
            if len(ids) != 1:
                raise Refusal(_("A resi belongs to one parcel; name it with --parcel N."))
            told = {ids[0]: resi}
            change = store.run("edit", lambda w: facts.set_resi(w, told, courier), keep=not plan)
        elif courier:
            change = store.run("edit", lambda w: facts.set_courier(w, ids, courier), keep=not plan)
        elif eta:
            day = None if eta == "none" else store.clock.read(eta)
            change = store.run("edit", lambda w: facts.set_eta(w, ids, day), keep=not plan)
        else:
            raise Refusal(_("Say --resi, --courier or --eta."))
        report(change, planned=plan)


def handover(
    names: Names = None, where: Where = "",
    parcel: Annotated[int, typer.Option(help="Which parcel of the order.")] = 0,
    plan: Plan = False,
) -> None:  # fmt: skip
    """Hand parcels to their couriers; an order has left when all of its parcels have."""
    act = services.shipments.handing.ship_parcels
    with opened() as store:
        ids = chosen(store, names, where)
        if parcel:
            with store.read() as read:
                ids = [one for one in ids if services.shipments.at(read, one).number == parcel]
        report(store.run("ship_parcels", lambda w: act(w, ids), keep=not plan), planned=plan)


def days(where: Filter = None) -> None:
    """Show where the days go, per courier: how many parcels, the middle, the slow tenth."""
    counted = services.shipments.days
    with opened() as store, store.read() as read:
        rows = counted.days(read, " ".join(where or []))
    if as_json():
        told = [
            {"courier": row.courier or None, "step": row.step, "n": row.n,
             "median_days": _days(row.median), "p90_days": _days(row.p90), "filter": row.where}
            for row in rows
        ]  # fmt: skip
        document({"days": told})
        return
    table(
        (_("Courier"), _("Step"), _("Parcels"), _("Median days"), _("p90 days")),
        [
            (row.courier or _("all"), _(counted.NAMES[row.step]), str(row.n),
             str(_days(row.median)), str(_days(row.p90)))
            for row in rows
        ],
    )  # fmt: skip


def _days(seconds: int) -> float:
    return round(seconds / DAY, 1)


def _show(ordered: dict[int, tuple[str, int]]) -> None:
    if as_json():
        told = [
            {"position": at, "name": name, "qty": qty}
            for at, (name, qty) in enumerate(ordered.values(), 1)
        ]
        document({"lines": told})
        return
    table(
        (_("Position"), _("Product"), _("Qty")),
        [(str(at), name, str(qty)) for at, (name, qty) in enumerate(ordered.values(), 1)],
    )


def _part(text: str, lines: list[int]) -> dict[int, int]:
    """Read what lies in one parcel: "1x2,3x1" is two of the first line and one of the third."""
    part: dict[int, int] = {}
    for piece in filter(None, text.replace(" ", "").split(",")):
        position, _x, qty = piece.lower().partition("x")
        known = position.isdigit() and 1 <= int(position) <= len(lines)
        if not known or not (qty or "1").isdigit():
            said = _("“{text}” is not positions and pieces, like 1x2,3x1.")
            raise Refusal(said.format(text=text))
        line = lines[int(position) - 1]
        part[line] = part.get(line, 0) + int(qty or 1)
    return part
