"""``shopdesk orders``: the queue, one order, and every step an order can take."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderCard, OrderRow
    from shopdesk.store import Change, Store

app = typer.Typer(no_args_is_help=True, help="Orders: the queue and the work on it.")

Number = Annotated[str, typer.Argument(help="The order's number.")]
Numbers = Annotated[list[str] | None, typer.Argument(help="Order numbers.")]
Where = Annotated[str, typer.Option("--where", help="A filter instead of numbers.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Reason = Annotated[str, typer.Option(help="Why.")]
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""

Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like status:to_pack.")]


def _titles() -> tuple[str, ...]:
    return (_("Order"), _("Shop"), _("Status"), _("Ship by"), _("Total"), _("Units"), _("Buyer"),
            _("Resi"))  # fmt: skip


@app.command("list", context_settings=WORDS)
def list_orders(
    where: Filter = None,
    limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 50,
) -> None:
    """List the orders that a filter matches, newest first."""
    from shopdesk.services.orders import similar

    text = " ".join(where or [])
    with opened() as store, store.read() as read:
        total = services.orders.total(read, text)
        rows = services.orders.page(read, text, size=limit)
        near = () if total else similar.near(read, text)
        clock = store.clock
    if as_json():
        document({"total": total, "rows": [row_document(row, clock) for row in rows]})
        return
    table(_titles(), [_listed(row, clock.now()) for row in rows])
    say(_("{shown} of {total} orders").format(shown=len(rows), total=total))
    if near:
        words = ", ".join(one.word for one in near)
        say(_("Nothing matches exactly; similar: {words}").format(words=words))


@app.command()
def show(number: Number) -> None:
    """Show one order: lines, money, history."""
    with opened() as store, store.read() as read:
        card = services.orders.show(read, services.orders.find(read, [number])[0])
        clock = store.clock
    if as_json():
        document(card_document(card, clock))
        return
    r = card.row

    def amount(minor: int) -> str:
        return money.show(minor, r.currency, language())

    print(f"{r.number}  {r.shop}  {r.status}  {amount(r.total)}")
    table(
        (_("SKU"), _("Product"), _("Variation"), _("Qty"), _("Price"), _("Subtotal")),
        [
            (i.sku or _("unmapped"), i.name, i.variation, str(i.qty),
             amount(i.price), amount(i.subtotal))
            for i in card.items
        ],
    )  # fmt: skip
    table((_("Fact"), ""), [(name, value) for name, value in card.facts])
    table(
        (_("When"), _("What"), _("Who")),
        [(clock.iso(h.at)[:16].replace("T", " "), h.what, h.who)
         for h in (*card.history, *card.notes)],
    )  # fmt: skip


@app.command()
def why(number: Number) -> None:
    """Say why an order is stuck, whose turn it is, and what fixes it."""
    with opened() as store, store.read() as read:
        answer = services.orders.why(read, services.orders.find(read, [number])[0])
        clock = store.clock
    if as_json():
        document(
            {
                "number": answer.number,
                "reason": answer.reason,
                "since": clock.iso(answer.since) if answer.since else None,
                "turn": answer.turn,
                "clock": clock.iso(answer.clock) if answer.clock else None,
                "fix": answer.fix,
                "key": answer.key,
            }
        )
        return
    print(answer.reason)
    if answer.since:
        print(_("Since: {when}").format(when=clock.iso(answer.since)[:16].replace("T", " ")))
    print(_("Whose turn: {who}").format(who=answer.turn))
    if answer.clock:
        print(f"{answer.clock_name}: {countdown(answer.clock, clock.now())}")
    print(_("What fixes it: {fix}").format(fix=answer.fix))


@app.command()
def counts() -> None:
    """Count the orders per status."""
    with opened() as store, store.read() as read:
        found = services.orders.counts(read)
    if as_json():
        document({"counts": found})
        return
    table((_("Status"), _("Orders")), [(status, str(n)) for status, n in found.items()])


@app.command()
def verify(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Confirm by hand that orders are paid."""
    _act("verify", numbers, where, plan=plan)


@app.command()
def hold(reason: Reason, numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Keep orders from going on."""
    _act("hold", numbers, where, reason, plan=plan)


@app.command()
def release(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Let held orders go on."""
    _act("release", numbers, where, plan=plan)


@app.command()
def pack(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Say that orders are packed."""
    _act("pack", numbers, where, plan=plan)


@app.command()
def ship(
    numbers: Numbers = None,
    where: Where = "",
    resi: Annotated[str, typer.Option(help="The resi, for one order.")] = "",
    courier: Annotated[str, typer.Option(help="The courier.")] = "",
    listed: Annotated[
        str, typer.Option("--list", help="A text file (- is stdin) of lines: number resi.")
    ] = "",
    sheet: Annotated[
        Path | None, typer.Option(help="A spreadsheet with columns for order number and resi.")
    ] = None,
    plan: Plan = False,
) -> None:
    """Hand orders to the courier, with their resi."""
    with opened() as store:
        pairs: dict[str, str] = {}
        if listed:
            pairs = services.orders.resi.from_lines(services.orders.resi.text_of(listed))
        elif sheet:
            pairs = services.orders.resi.from_sheet(sheet)
        elif resi and numbers and len(numbers) == 1:
            pairs = {numbers[0]: resi}
        elif resi:
            raise Refusal(_("--resi is for one order; use --list or --sheet for several."))
        wanted = list(pairs) if pairs else numbers
        ids = _chosen(store, wanted, where)
        tracking = dict(zip(ids, pairs.values(), strict=True)) if pairs else {}
        _run(store, "ship", ids, plan=plan, tracking=tracking, courier=courier)


@app.command()
def edit(
    numbers: Numbers = None,
    where: Where = "",
    resi: Annotated[str | None, typer.Option(help="The resi; empty takes ours away.")] = None,
    courier: Annotated[str | None, typer.Option(help="The courier; empty takes ours away.")] = None,
    plan: Plan = False,
) -> None:
    """Change the resi or the courier of orders."""
    if (resi is None) == (courier is None):
        raise Refusal(_("Say either --resi or --courier."))
    field, value = ("tracking", resi) if resi is not None else ("courier", courier)
    _act("edit", numbers, where, field, value or "", plan=plan)


@app.command()
def deliver(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Say that buyers have their parcels."""
    _act("deliver", numbers, where, plan=plan)


@app.command()
def complete(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Close delivered orders."""
    _act("complete", numbers, where, plan=plan)


@app.command()
def cancel(
    reason: Reason,
    numbers: Numbers = None,
    where: Where = "",
    fault: Annotated[str, typer.Option(help="buyer, seller, courier or system.")] = "seller",
    plan: Plan = False,
) -> None:
    """Cancel orders that have not left the house."""
    _act("cancel", numbers, where, reason, fault, plan=plan)


@app.command()
def note(
    text: Annotated[str, typer.Option("--text", help="What to write.")],
    numbers: Numbers = None,
    where: Where = "",
    plan: Plan = False,
) -> None:
    """Write a note on orders."""
    _act("note", numbers, where, text, plan=plan)


def row_document(row: "OrderRow", clock: Clock) -> dict[str, Any]:
    """Return an order as its JSON object; scripts rely on these names."""
    return {
        "number": row.number, "channel": row.channel, "shop": row.shop, "status": row.status,
        "payment": row.payment, "fulfilment": row.fulfilment, "case": row.case, "hold": row.hold,
        "total": money.text(row.total), "currency": row.currency,
        "placed": clock.iso(row.placed) if row.placed else None,
        "ship_by": clock.iso(row.ship_by) if row.ship_by else None,
        "courier": row.courier, "tracking": row.tracking, "lines": row.lines, "units": row.units,
    }  # fmt: skip


def card_document(card: "OrderCard", clock: Clock) -> dict[str, Any]:
    """Return one order whole as its JSON object."""
    return row_document(card.row, clock) | {
        "problem": card.row.problem,
        "conflict": card.row.conflict,
        "items": [
            {"sku": i.sku, "name": i.name, "variation": i.variation, "qty": i.qty,
             "price": money.text(i.price), "subtotal": money.text(i.subtotal)}
            for i in card.items
        ],
        "money": {name: money.text(amount) for name, amount in card.money},
        "facts": dict(card.facts),
        "paying": _paying(card),
        "extra": card.extra,
        "notes": [{"at": clock.iso(n.at), "who": n.who, "text": n.what} for n in card.notes],
        "history": [
            {"at": clock.iso(h.at), "what": h.what, "who": h.who, "entry": h.entry}
            for h in card.history
        ],
    }  # fmt: skip


def _paying(card: "OrderCard") -> dict[str, Any] | None:
    """Return how an order of the own shop stands with its money, where that is known."""
    paying = card.paying
    if paying is None:
        return None
    return {
        "asked": money.text(paying.asked), "code": paying.code or None,
        "paid": money.text(paying.paid), "word": paying.word or None,
        "lines": [line.id for line in paying.lines],
    }  # fmt: skip


def _listed(r: "OrderRow", now: int) -> tuple[str, ...]:
    due = countdown(r.ship_by, now) if r.ship_by else ""
    total = money.show(r.total, r.currency, language())
    return r.number, r.shop, r.status, due, total, str(r.units), r.buyer or "", r.tracking or ""


def _act(verb: str, numbers: list[str] | None, where: str, *args: str, plan: bool) -> None:
    with opened() as store:
        _run(store, verb, _chosen(store, numbers, where), *args, plan=plan)


def _run(
    store: "Store",
    verb: str,
    ids: Sequence[int],
    *args: str,
    plan: bool,
    **more: Any,
) -> None:
    act: Callable[..., Change] = getattr(services.orders, verb)
    change = store.run(verb, lambda work: act(work, ids, *args, **more), keep=not plan)
    report(change, planned=plan)


def _chosen(store: "Store", numbers: Sequence[str] | None, where: str) -> list[int]:
    if bool(numbers) == bool(where):
        raise Refusal(_("Name the orders, or choose them with --where FILTER."))
    with store.read() as read:
        return services.orders.find(read, numbers) if numbers else services.orders.ids(read, where)
