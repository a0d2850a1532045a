"""``shopdesk tickets link|return|resend|offer|…``: what a ticket is about, and what comes of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli import shipments_track
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.cli.tickets import Name, Names, Plan, Where, chosen
from shopdesk.clock import Clock
from shopdesk.locale import _, language, ngettext
from shopdesk.refusal import Refusal
from shopdesk.tickets import name_of, offer_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shopdesk.services.tickets.offers import OfferLine
    from shopdesk.store import Change, Store

Target = Annotated[str, typer.Argument(help="An order's number, a resi or a SKU.")]
Reason = Annotated[str, typer.Option(help="Why, in the customer's words.")]
Numbers = Annotated[list[int], typer.Argument(help="The offers' numbers.")]
Why = Annotated[str, typer.Option(help="Why.")]


def register(app: typer.Typer) -> None:
    """Add the commands for links, acts on orders, offers and files."""
    for command in (link, unlink, resend, track, offer, offers, approve, save):
        app.command()(command)
    app.command("return")(start_return)
    app.command("cancel-order")(cancel)
    app.command("refuse-offer")(refuse)
    app.command("keep-offer")(kept)


def link(name: Name, target: Target, plan: Plan = False) -> None:
    """Say what a ticket is about; the order that was said last is the one beside it."""
    with opened() as store:
        with store.read() as read:
            (ticket,) = services.tickets.find(read, [name])
            kind, meant = services.tickets.linking.target(read, target)
        linking = services.tickets.linking
        _run(store, "link", lambda work: linking.link(work, ticket, kind, meant), plan=plan)


def unlink(name: Name, target: Target, plan: Plan = False) -> None:
    """Say that a ticket is not about this; a suggestion does not come again."""
    linking = services.tickets.linking
    with opened() as store:
        with store.read() as read:
            (ticket,) = services.tickets.find(read, [name])
            held = linking.held(read, ticket, target)
        verb = linking.unlink if held.place == "linked" else linking.refuse
        _run(store, verb.__name__, lambda work: verb(work, [held.id]), plan=plan)


def start_return(
    names: Names = None, where: Where = "", reason: Reason = "", plan: Plan = False
) -> None:
    """Open a return for the orders of tickets, and put it on the list of tasks."""
    with opened() as store:
        ids = chosen(store, names, where)
        acting = services.tickets.acting
        _run(store, "start_return", lambda w: acting.start_return(w, ids, reason), plan=plan)


def cancel(names: Names = None, where: Where = "", reason: Reason = "", plan: Plan = False) -> None:
    """Cancel the orders of tickets that have not left the house, as their buyers ask."""
    with opened() as store:
        ids = chosen(store, names, where)
        acting = services.tickets.acting
        _run(store, "cancel", lambda work: acting.cancel(work, ids, reason), plan=plan)


def resend(
    names: Names = None,
    where: Where = "",
    item: Annotated[
        list[str] | None, typer.Option(help="SKU=PIECES to send; may repeat; all without.")
    ] = None,
    reason: Reason = "",
    plan: Plan = False,
) -> None:
    """Put it on the list of tasks to send goods again."""
    items = dict(map(_item, item or []))
    with opened() as store:
        ids = chosen(store, names, where)
        acting = services.tickets.acting
        _run(store, "resend", lambda w: acting.resend(w, ids, items or None, reason), plan=plan)


def track(names: Names = None, where: Where = "") -> None:
    """Ask the shop's tracker where the parcels of tickets are."""
    with opened() as store:
        ids = chosen(store, names, where)
        with store.read() as read:
            parcels = services.tickets.acting.parcels(read, ids)
        if not parcels:
            raise Refusal(_("These tickets are about no parcel; link an order or a resi first."))
        shipments_track.ask(store, parcels)


def offer(
    name: Name,
    kind: Annotated[str, typer.Argument(help="refund, replacement or voucher.")],
    amount: Annotated[str, typer.Argument(help="How much, like 50000; of goods their worth.")] = "",
    why: Why = "",
    plan: Plan = False,
) -> None:
    """Offer something for a complaint; above the shop's limit another person has to approve it."""
    minor = _amount(amount) if amount else 0
    with opened() as store:
        with store.read() as read:
            (ticket,) = services.tickets.find(read, [name])
        propose = services.tickets.offers.propose
        _run(store, "propose", lambda work: propose(work, ticket, kind, minor, why), plan=plan)


def offers(
    state: Annotated[
        str, typer.Option(help="proposed, approved, refused, done or all.")
    ] = "proposed",
) -> None:
    """List what was offered, the newest first; those that wait for approval if nothing is said."""
    with opened() as store, store.read() as read:
        rows = services.tickets.offers.listed(read, "" if state == "all" else state)
        clock = store.clock
    if as_json():
        document({"total": len(rows), "rows": [_document(row, clock) for row in rows]})
        return
    titles = (_("No."), _("Ticket"), _("Customer"), _("Order"), _("Offer"), _("Amount"),
              _("State"), _("Who"), _("Why"))  # fmt: skip
    table(titles, [_listed(row) for row in rows])
    said = ngettext("{n} offer", "{n} offers", len(rows))
    say(said.format(n=money.number(len(rows), language())))


def approve(numbers: Numbers, plan: Plan = False) -> None:
    """Approve offers of other people; goods then go on the list of tasks."""
    with opened() as store:
        verb = services.tickets.offers.approve
        _run(store, "approve", lambda work: verb(work, numbers), plan=plan)


def refuse(numbers: Numbers, reason: Why = "", plan: Plan = False) -> None:
    """Refuse offers."""
    with opened() as store:
        verb = services.tickets.offers.refuse
        _run(store, "refuse", lambda work: verb(work, numbers, reason), plan=plan)


def kept(numbers: Numbers, plan: Plan = False) -> None:
    """Say that what was offered was given."""
    with opened() as store:
        verb = services.tickets.offers.done
        _run(store, "done", lambda work: verb(work, numbers), plan=plan)


def save(
    number: Annotated[int, typer.Argument(help="The file's number, as show --json tells it.")],
    to: Annotated[Path, typer.Option(help="The folder; this one without.")] = Path(),
) -> None:
    """Write a file that a customer sent into a folder, under a safe name; nothing opens it."""
    with opened() as store, store.read() as read:
        path = services.tickets.attachments.save(read, number, to)
    if as_json():
        document({"path": str(path)})
    else:
        say(_("Wrote {path}; open it only if you trust who sent it.").format(path=path))


def _run(store: "Store", name: str, act: "Callable[[Any], Change]", *, plan: bool) -> None:
    report(store.run(name, act, keep=not plan), planned=plan)


def _item(told: str) -> tuple[str, int]:
    sku, sign, pieces = told.rpartition("=")
    if not sign or not pieces.isdecimal():
        raise Refusal(_("“{told}” is not SKU=PIECES.").format(told=told))
    return sku, int(pieces)


def _amount(told: str) -> int:
    try:
        return money.parse(told, "id" if language() == "id" else "us")
    except ValueError:
        raise Refusal(_("“{told}” is no amount, like 50000.").format(told=told)) from None


def _listed(row: "OfferLine") -> "Sequence[str]":
    one = row.offer
    return (
        str(one.id), name_of(row.ticket_id), row.customer, row.order, offer_word(one.kind),
        money.show(one.amount, one.currency, language()), offer_word(one.state), one.by, one.why,
    )  # fmt: skip


def _document(row: "OfferLine", clock: Clock) -> dict[str, Any]:
    one = row.offer
    return {
        "offer": one.id, "ticket": name_of(row.ticket_id), "customer": row.customer,
        "order": row.order or None, "kind": one.kind, "amount": money.text(one.amount),
        "currency": one.currency, "state": one.state, "why": one.why, "at": clock.iso(one.at),
        "by": one.by, "decided": None if one.decided_at is None else clock.iso(one.decided_at),
        "decided_by": one.decided_by or None,
    }  # fmt: skip
