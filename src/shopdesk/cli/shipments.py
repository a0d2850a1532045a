"""``shopdesk shipments``: parcels, what their couriers said, and what that means."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, parcels, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.shipments import EventRow, ParcelCard, ParcelRow

app = typer.Typer(no_args_is_help=True, help="Parcels: where they are, and what is wrong.")

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like is:late courier:JNE.")]
Limit = Annotated[int, typer.Option(help="How many; 0 means all.")]
Name = Annotated[str, typer.Argument(help="A resi, or an order's number.")]
Names = Annotated[list[str] | None, typer.Argument(help="Resi, or order numbers.")]
Where = Annotated[str, typer.Option("--where", help="A filter instead of names.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Courier = Annotated[str, typer.Option(help="Of this courier only; any without.")]


@app.command("list", context_settings=WORDS)
def list_parcels(where: Filter = None, limit: Limit = 50) -> None:
    """List the parcels that a filter matches: late and silent ones first, then by value."""
    text = " ".join(where or [])
    with opened() as store, store.read() as read:
        total = services.shipments.total(read, text)
        rows = services.shipments.page(read, text, size=limit)
        clock = store.clock
    if as_json():
        document({"total": total, "rows": [row_document(row, clock) for row in rows]})
        return
    table(_titles(), [_listed(row, clock) for row in rows])
    say(_("{shown} of {total} parcels").format(shown=len(rows), total=total))


@app.command()
def show(name: Name) -> None:
    """Show a parcel: what is in it, its timeline, its papers and tasks."""
    with opened() as store, store.read() as read:
        ids = services.shipments.find(read, [name])
        cards = [services.shipments.show(read, one) for one in ids]
        clock = store.clock
    if as_json():
        found = [card_document(card, clock) for card in cards]
        document(found[0] if len(found) == 1 else found)
        return
    for card in cards:
        _print(card, clock)


@app.command()
def events(name: Name) -> None:
    """Show what a courier said of a parcel, the newest first."""
    with opened() as store, store.read() as read:
        ids = services.shipments.find(read, [name])
        told = [event for one in ids for event in services.shipments.timeline(read, one)]
        clock = store.clock
    if as_json():
        document({"events": [event_document(event, clock) for event in told]})
        return
    _timeline(told, clock)


@app.command()
def counts() -> None:
    """Count the parcels that are not at their end, per status."""
    with opened() as store, store.read() as read:
        found = services.shipments.counts(read)
    if as_json():
        document({"counts": found})
        return
    rows = [(parcels.status(name), str(n)) for name, n in found.items()]
    table((_("Status"), _("Parcels")), rows)


@app.command()
def unmapped() -> None:
    """List the couriers' texts that nobody has said the meaning of, with what they may mean."""
    with opened() as store, store.read() as read:
        rows = services.shipments.rules.unmapped(read)
        clock = store.clock
    if as_json():
        told = [
            {"courier": row.courier, "text": row.raw, "code": row.code, "events": row.n,
             "parcels": row.parcels, "last_event": clock.iso(row.last_at),
             "tracking": row.sample, "guess": row.guess}
            for row in rows
        ]  # fmt: skip
        document({"unmapped": told})
        return
    table(
        (_("Events"), _("Courier"), _("Text"), _("Resi"), _("May mean")),
        [(str(row.n), row.courier, row.raw, row.sample, row.guess or "") for row in rows],
    )


@app.command("map")
def map_text(
    text: Annotated[str, typer.Argument(help="The courier's text; * stands for anything.")],
    status: Annotated[str, typer.Argument(help="What it means, like in_transit.")] = "",
    courier: Courier = "",
    forget: Annotated[bool, typer.Option(help="Take back what was said of this text.")] = False,
    plan: Plan = False,
) -> None:
    """Say what a courier's text means; all its events are read again."""
    if forget == bool(status):
        raise Refusal(_("Say what the text means, or --forget it."))
    rules = services.shipments.rules
    with opened() as store:
        if forget:
            change = store.run("forget", lambda w: rules.forget(w, text, courier), keep=not plan)
        else:
            change = store.run(
                "map_status", lambda w: rules.teach(w, text, status, courier), keep=not plan
            )
        report(change, planned=plan)


@app.command()
def status(
    status: Annotated[str, typer.Option("--set", help="The status, like lost.")] = "",
    names: Names = None,
    where: Where = "",
    why: Annotated[str, typer.Option(help="Why; it stands on the timeline.")] = "",
    release: Annotated[bool, typer.Option(help="Let the courier's events decide again.")] = False,
    plan: Plan = False,
) -> None:
    """Set where parcels are by hand, or let their couriers decide again."""
    if release == bool(status):
        raise Refusal(_("Say --set STATUS, or --release."))
    manual = services.shipments.manual
    with opened() as store:
        ids = chosen(store, names, where)
        if release:
            change = store.run("release", lambda w: manual.release(w, ids), keep=not plan)
        else:
            change = store.run(
                "set_status", lambda w: manual.set_status(w, ids, status, why), keep=not plan
            )
        report(change, planned=plan)


def chosen(store: Any, names: list[str] | None, where: str) -> list[int]:
    """Return the parcels that are named, or that a filter matches.

    Raises:
        Refusal: neither or both is said, or a name is unknown.
    """
    if bool(names) == bool(where):
        raise Refusal(_("Name the parcels, or choose them with --where FILTER."))
    with store.read() as read:
        if names:
            return services.shipments.find(read, names)
        return list(services.shipments.ids(read, where))


def row_document(row: "ParcelRow", clock: Clock) -> dict[str, Any]:
    """Return a parcel as its JSON object; scripts rely on these names."""
    return {
        "tracking": row.tracking, "courier": row.courier, "order": row.order,
        "channel": row.channel, "status": row.status, "raw_status": row.raw,
        "last_event": _iso(row.last_at, clock), "age_days": row.age_days, "late": row.late,
        "silent": row.silent, "eta": _iso(row.eta, clock),
    }  # fmt: skip


def event_document(event: "EventRow", clock: Clock) -> dict[str, Any]:
    """Return an event as its JSON object."""
    return {
        "at": clock.iso(event.at), "status": event.status, "raw_status": event.raw,
        "code": event.code, "location": event.place, "receiver": event.receiver,
        "source": event.source,
    }  # fmt: skip


def card_document(card: "ParcelCard", clock: Clock) -> dict[str, Any]:
    """Return one parcel whole as its JSON object."""
    row = card.row
    return row_document(row, clock) | {
        "parcel": row.number, "shop": row.shop, "service": row.service,
        "value": money.text(row.value), "currency": row.currency,
        "cod": None if row.cod is None else money.text(row.cod), "by_hand": row.by_hand,
        "made": _iso(row.made_at, clock), "handed_over": _iso(row.handed_at, clock),
        "delivered": _iso(row.delivered_at, clock), "trouble": row.trouble,
        "orders": [order.number for order in card.orders],
        "items": [
            {"sku": i.sku, "name": i.name, "variation": i.variation, "qty": i.qty}
            for i in card.items
        ],
        "events": [event_document(event, clock) for event in card.events],
        "papers": [{"kind": p.kind, "copy": p.copy, "at": clock.iso(p.at)} for p in card.prints],
        "tasks": [{"kind": t.kind, "state": t.state, "about": t.about} for t in card.tasks],
        "messages": [
            {"moment": m.moment, "medium": m.medium, "state": m.state, "at": clock.iso(m.at)}
            for m in card.messages
        ],
    }  # fmt: skip


def _titles() -> tuple[str, ...]:
    return (_("Resi"), _("Courier"), _("Order"), _("Status"), _("Courier's text"), _("Last event"),
            _("Days"), _("Value"), "")  # fmt: skip


def _listed(row: "ParcelRow", clock: Clock) -> tuple[str, ...]:
    marks = [word for word, so in ((_("late"), row.late), (_("silent"), row.silent)) if so]
    value = money.show(row.value, row.currency, language())
    return (
        row.tracking or "", row.courier or "", row.order, parcels.status(row.status), row.raw or "",
        _when(row.last_at, clock), str(row.age_days), value, ", ".join(marks),
    )  # fmt: skip


def _print(card: "ParcelCard", clock: Clock) -> None:
    row = card.row
    named = row.tracking or _("no resi")
    status, value = parcels.status(row.status), money.show(row.value, row.currency, language())
    print(f"{named}  {row.courier or ''}  {status}  {value}")
    print(_("Orders: {numbers}").format(numbers=", ".join(one.number for one in card.orders)))
    table(
        (_("SKU"), _("Product"), _("Variation"), _("Qty")),
        [(i.sku or _("unmapped"), i.name, i.variation, str(i.qty)) for i in card.items],
    )
    _timeline(card.events, clock)
    if card.tasks:
        told = [(parcels.task(t.kind), parcels.state(t.state), t.about) for t in card.tasks]
        table((_("Task"), _("State"), _("About")), told)


def _timeline(events: "list[EventRow] | tuple[EventRow, ...]", clock: Clock) -> None:
    table(
        (_("When"), _("Status"), _("Courier's text"), _("Where"), _("Receiver"), _("Source")),
        [
            (_when(event.at, clock), parcels.status(event.status), event.raw, event.place,
             event.receiver, event.source)
            for event in events
        ],
    )  # fmt: skip


def _iso(instant: int | None, clock: Clock) -> str | None:
    return None if instant is None else clock.iso(instant)


def _when(instant: int | None, clock: Clock) -> str:
    return "" if instant is None else clock.iso(instant)[:16].replace("T", " ")
