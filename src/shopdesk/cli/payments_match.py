"""``shopdesk payments list|show|match|unmatch|ignore|ask|expire|cod``: whose money came in."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal
from shopdesk.screens.words import place, word

if TYPE_CHECKING:
    from shopdesk.services.payments import Candidate, CodRow, PaymentCard, PaymentRow
    from shopdesk.store import Change, Store

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like is:open or amount>1jt.")]
Lines = Annotated[list[int] | None, typer.Argument(help="Numbers of lines, as the list has them.")]
Numbers = Annotated[list[str] | None, typer.Argument(help="Order numbers.")]
Where = Annotated[str, typer.Option("--where", help="A filter instead of numbers.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
AUTO = "auto"


def register(app: typer.Typer) -> None:
    """Add the commands to ``payments``."""
    app.command("list", context_settings=WORDS)(list_payments)
    app.command()(show)
    app.command()(match)
    app.command()(unmatch)
    app.command()(ignore)
    app.command()(unignore)
    app.command()(ask)
    app.command()(expire)
    app.command()(cod)


def list_payments(
    where: Filter = None,
    limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 50,
) -> None:
    """List the lines of statements and gateways that a filter matches, newest first."""
    text = " ".join(where or [])
    with opened() as store, store.read() as read:
        total = services.payments.total(read, text)
        rows = services.payments.page(read, text, size=limit)
        clock = store.clock
    if as_json():
        document({"total": total, "rows": [row_document(row, clock) for row in rows]})
        return
    titles = (_("Line"), _("When"), _("Bank"), _("Amount"), _("Payer"), _("State"), _("Place"),
              _("Order"))  # fmt: skip
    table(titles, [_listed(row, clock) for row in rows])
    say(_("{shown} of {total} lines").format(shown=len(rows), total=total))


def show(line: Annotated[int, typer.Argument(help="The number of a line.")]) -> None:
    """Show one line: what the bank says, what it pays, or which orders it may pay."""
    with opened() as store, store.read() as read:
        card = services.payments.show(read, line)
        clock = store.clock
    if as_json():
        document(card_document(card, clock))
        return
    table(("", ""), [(name, said) for name, said in _facts(card, clock) if said])
    if card.candidates:
        titles = (_("Order"), _("Buyer"), _("Asked for"), _("Difference"), _("Hours"), _("Name"),
                  _("Placed"))  # fmt: skip
        table(titles, [_candidate(one, clock) for one in card.candidates])


def match(
    words: Annotated[
        list[str] | None, typer.Argument(help="auto; or the number of a line (or several), then "
                                         "the number of the order.")
    ] = None,
    plan: Plan = False,
) -> None:  # fmt: skip
    """Match what is beyond doubt (auto), or say that a line pays an order."""
    told = words or [AUTO]
    with opened() as store:
        if told == [AUTO]:
            _run(store, "match", services.payments.match_auto, plan=plan)
            return
        *lines, number = told
        if not lines or not all(line.isdecimal() for line in lines):
            raise Refusal(_("Say auto, or the number of a line and then that of its order."))
        with store.read() as read:
            order = services.payments.find(read, number)
        ids = [int(line) for line in lines]
        _run(store, "match", services.payments.match, ids, order, plan=plan)


def unmatch(lines: Lines = None, where: Where = "", plan: Plan = False) -> None:
    """Say that lines do not pay their orders after all."""
    _act("unmatch", lines, where, plan=plan)


def ignore(lines: Lines = None, where: Where = "", plan: Plan = False) -> None:
    """Say that lines pay no order."""
    _act("ignore", lines, where, plan=plan)


def unignore(lines: Lines = None, where: Where = "", plan: Plan = False) -> None:
    """Put ignored lines back among those to match."""
    _act("unignore", lines, where, plan=plan)


def ask(
    numbers: Numbers = None,
    where: Where = "",
    hours: Annotated[int, typer.Option(help="Hours to pay; 0: as the shop has it.")] = 0,
    plan: Plan = False,
) -> None:
    """Ask buyers to pay: a free unique code each, and a time by which it must be there."""
    with opened() as store:
        ids = _orders(store, numbers, where)
        _run(store, "ask", services.payments.ask, ids, hours, plan=plan)


def expire(numbers: Numbers = None, where: Where = "", plan: Plan = False) -> None:
    """Let unpaid orders expire: those named, or all whose time to pay is over."""
    with opened() as store:
        ids = _orders(store, numbers, where) if numbers or where else []
        _run(store, "expire", services.payments.expire, ids, plan=plan)


def cod(
    collected: Annotated[bool, typer.Option("--collected", help="Those that came in.")] = False,
) -> None:
    """List cash on delivery: what couriers still owe, or what they brought."""
    with opened() as store, store.read() as read:
        rows = services.payments.cod.orders(read, collected=collected)
        sums = services.payments.cod.sums(read)["collected" if collected else "awaiting"]
        clock = store.clock
    if as_json():
        told = {currency: {"orders": n, "total": money.text(minor)}
                for currency, (n, minor) in sums.items()}  # fmt: skip
        document({"total": len(rows), "sums": told,
                  "rows": [_cod_document(row, clock) for row in rows]})  # fmt: skip
        return
    titles = (_("Order"), _("Shop"), _("Status"), _("Total"), _("Courier"), _("Resi"),
              _("Delivered"))  # fmt: skip
    table(titles, [
        (row.number, row.shop, word(row.status), money.show(row.total, row.currency, language()),
         row.courier, row.tracking, clock.show(row.delivered) if row.delivered else "")
        for row in rows
    ])  # fmt: skip
    for currency, (n, minor) in sums.items():
        amount = money.show(minor, currency, language())
        say(_("{n} orders, {amount}").format(n=n, amount=amount))


def row_document(row: "PaymentRow", clock: Clock) -> dict[str, Any]:
    """Return a line as its JSON object; scripts rely on these names."""
    return {
        "line": row.id, "source": row.source, "bank": row.provider, "account": row.account,
        "at": clock.day(row.at).isoformat() if row.day_only else clock.iso(row.at),
        "incoming": row.incoming, "state": row.state, "place": row.place,
        "amount": money.text(row.amount), "currency": row.currency,
        "fee": _plain(row.fee), "net": _plain(row.net), "refunded": _plain(row.refunded),
        "method": row.method, "order_ref": row.order_ref, "payer": row.payer, "words": row.words,
        "signed": row.signed, "order": row.order or None, "how": row.how or None,
        "why": row.why or None, "by": row.by or None,
    }  # fmt: skip


def card_document(card: "PaymentCard", clock: Clock) -> dict[str, Any]:
    """Return one line whole, with the orders that it may pay."""
    return row_document(card.row, clock) | {
        "balance": _plain(card.balance),
        "candidates": [
            {"order": one.number, "buyer": one.buyer, "asked": money.text(one.asked),
             "code": one.code or None, "difference": money.text(one.difference),
             "hours": one.hours, "name_score": one.score, "named": one.named,
             "in_window": one.inside, "exact": one.exact, "over": one.over or None}
            for one in card.candidates
        ],
        "extra": card.extra,
    }  # fmt: skip


def when(row: "PaymentRow", clock: Clock) -> str:
    """Return when a line was, as far as its bank tells."""
    return clock.show(row.at, style="date" if row.day_only else "short")


def _listed(row: "PaymentRow", clock: Clock) -> tuple[str, ...]:
    amount = money.show(row.amount if row.incoming else -row.amount, row.currency, language())
    return (str(row.id), when(row, clock), row.provider, amount, row.payer or row.words,
            word(row.state), _place(row), row.order or row.order_ref)  # fmt: skip


def _place(row: "PaymentRow") -> str:
    return place(row.place, incoming=row.incoming)


def _facts(card: "PaymentCard", clock: Clock) -> Sequence[tuple[str, str]]:
    row = card.row
    return (
        (_("Line"), str(row.id)), (_("When"), when(row, clock)),
        (_("Account"), f"{row.provider} {row.account}"),
        (_("Amount"), money.show(row.amount, row.currency, language())),
        (_("Payer"), row.payer), (_("Bank's words"), row.words), (_("State"), word(row.state)),
        (_("Place"), _place(row)), (_("Order"), row.order or row.order_ref),
        (_("Matched by"), f"{row.by} ({row.how}) {row.why}" if row.how else ""),
    )  # fmt: skip


def _candidate(one: "Candidate", clock: Clock) -> tuple[str, ...]:
    def amount(minor: int) -> str:
        return money.show(minor, one.currency, language())

    buyer = f"{one.buyer} ({one.over})" if one.over else one.buyer
    return (one.number, buyer, amount(one.asked - one.paid), amount(one.difference),
            str(one.hours), f"{one.score}%", clock.show(one.placed))  # fmt: skip


def _cod_document(row: "CodRow", clock: Clock) -> dict[str, Any]:
    return {
        "order": row.number, "channel": row.channel, "shop": row.shop, "status": row.status,
        "total": money.text(row.total), "currency": row.currency, "courier": row.courier,
        "tracking": row.tracking, "placed": clock.iso(row.placed),
        "delivered": clock.iso(row.delivered) if row.delivered else None,
        "collected": row.collected,
    }  # fmt: skip


def _plain(minor: int | None) -> str | None:
    return None if minor is None else money.text(minor)


def _act(verb: str, lines: list[int] | None, where: str, *, plan: bool) -> None:
    if bool(lines) == bool(where):
        raise Refusal(_("Name the lines, or choose them with --where FILTER."))
    with opened() as store:
        ids: Sequence[int] = lines or ()
        if where:
            with store.read() as read:
                ids = services.payments.ids(read, where)
        _run(store, verb, getattr(services.payments, verb), ids, plan=plan)


def _orders(store: "Store", numbers: Sequence[str] | None, where: str) -> list[int]:
    if bool(numbers) == bool(where):
        raise Refusal(_("Name the orders, or choose them with --where FILTER."))
    with store.read() as read:
        if where:
            return services.orders.ids(read, where)
        return [services.payments.find(read, number) for number in numbers or ()]


def _run(
    store: "Store", name: str, verb: Callable[..., "Change"], *args: Any, plan: bool
) -> None:  # fmt: skip
    change = store.run(name, lambda work: verb(work, *args), keep=not plan)
    report(change, planned=plan)
