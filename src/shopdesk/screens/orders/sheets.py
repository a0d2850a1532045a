"""An order as a sheet of paper: for the panel, for the whole screen, and why it is stuck."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from shopdesk import money
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.screens.orders.columns import deadline
from shopdesk.screens.orders.paying import paid_by, standing
from shopdesk.screens.shipments.words import status as standing_of
from shopdesk.screens.shipments.words import trouble
from shopdesk.screens.words import channel, fact, word
from shopdesk.widgets.action import Action
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.orders import Happening, OrderCard, OrderRow, Why
    from shopdesk.services.shipments import ParcelRow


MONEY: Final = ("subtotal", "shipping_fee", "discount", "total", "refunded")
"""The amounts in the order in which they add up."""
TAKEN: Final = ("discount", "refunded")
ELSEWHERE: Final = ("market_status", "payment_method", "service", "package", "warehouse")
"""Facts that have a place of their own on the sheet."""


def whole(
    card: "OrderCard", clock: Clock, *, everything: bool = False, timeline: bool = True
) -> Paper:
    """Return one order: its state, lines, money, parcel, people, notes and timeline.

    With ``everything`` also the columns of the export that nobody maps.
    """
    facts = dict(card.facts)
    paper = Paper()
    _state(paper, card.row, facts, clock)
    _items(paper, card)
    _money(paper, card, clock)
    _parcel(paper, card, facts, clock)
    people = [(fact(name), value) for name, value in card.facts if name not in ELSEWHERE]
    if people:
        paper.heading(_("Buyer and delivery"))
        paper.pairs(people)
    _notes(paper, card.notes, clock)
    if timeline:
        _timeline(paper, card.history, clock)
    if everything and card.extra:
        paper.heading(_("Also in the export"))
        paper.pairs((str(name), str(value)) for name, value in card.extra.items())
    return paper


def why(answer: "Why", clock: Clock, helps: Action | None) -> Paper:
    """Return why an order does not go on, and the action of the desk that helps, if any."""
    paper = Paper().line(answer.reason, "bold").line()
    pairs = [(_("Whose turn"), answer.turn)]
    if answer.since:
        span = countdown(2 * clock.now() - answer.since, clock.now())
        pairs.append((_("Since"), f"{clock.show(answer.since)} ({span})"))
    if answer.clock:
        left = countdown(answer.clock, clock.now())
        pairs.append((answer.clock_name, f"{clock.show(answer.clock)} ({left})"))
    pairs.append((_("What helps"), answer.fix))
    if helps:
        pairs.append((_("Key"), f"{helps.sign}  {_(helps.label)}"))
    return paper.pairs(pairs)


def _state(paper: Paper, order: "OrderRow", facts: Mapping[str, str], clock: Clock) -> None:
    said, _look = standing(order)
    paper.line(order.number, "bold")
    paper.line(f"{said.strip()} · {channel(order.channel)} · {order.shop}")
    axes = [word(order.payment), word(order.fulfilment)]
    if order.case != "none":
        axes.append(word(order.case))
    paper.line(" · ".join(axes), QUIET)
    left, pressing = deadline(order, clock)
    if left:
        paper.write(_("Ship by"), QUIET).line(
            f" {clock.show(order.ship_by or 0)}  {left.strip()}",
            "$text-error" if pressing == "late" else "",
        )
    if market := facts.get("market_status"):
        paper.write(fact("market_status"), QUIET).line(f" {market}")
    for wrong in (order.hold, order.problem, order.conflict):
        if wrong:
            paper.line(f"{glyphs().late} {wrong.replace('_', ' ')}", "$text-warning")


def _items(paper: Paper, card: "OrderCard") -> None:
    paper.heading(_("Lines"))
    for item in card.items:
        paper.write(f"{item.qty} × ", "bold").write(item.name)
        if item.variation:
            paper.write(f" · {item.variation}")
        paper.end()
        paper.write(f"    {item.sku or _('unmapped')}", QUIET if item.sku else "$text-warning")
        each = f"{item.qty} × {_amount(item.price, card.row)} = " if item.qty != 1 else ""
        paper.write(f"  {each}", QUIET).write(_amount(item.subtotal, card.row))
        if item.returned:
            paper.write("  " + _("{n} returned").format(n=item.returned), "$text-warning")
        paper.end()


def _money(paper: Paper, card: "OrderCard", clock: Clock) -> None:
    """Write the amounts under each other, those that take away with a minus."""
    known = dict(card.money)
    amounts = [
        (name, _amount(-known[name] if name in TAKEN else known[name], card.row))
        for name in MONEY
        if known.get(name) or (name == "total" and name in known)
    ]
    width = max((cell_len(said) for _name, said in amounts), default=0)
    paper.heading(_("Money"))
    paper.pairs((fact(name), said.rjust(width)) for name, said in amounts)
    if method := dict(card.facts).get("payment_method"):
        paper.line(method, QUIET)
    paid_by(paper, card, clock)


def _parcel(paper: Paper, card: "OrderCard", facts: Mapping[str, str], clock: Clock) -> None:
    """Write which parcels it travels in and what their couriers say, or else what is known."""
    if card.parcels:
        for parcel in card.parcels:
            _one_parcel(paper, parcel, card.row, clock)
        return
    order = card.row
    paper.heading(_("Parcel"))
    pairs = [
        (_("Courier"), order.courier or facts.get("service") or "–"),
        (_("Resi"), order.tracking or "–"),
        (_("Status"), word(order.fulfilment)),
    ]
    if order.courier and (service := facts.get("service")):
        pairs.insert(1, (fact("service"), service))
    pairs += [(fact(name), facts[name]) for name in ("package", "warehouse") if facts.get(name)]
    paper.pairs(pairs)


def _one_parcel(paper: Paper, parcel: "ParcelRow", order: "OrderRow", clock: Clock) -> None:
    several = f" {parcel.number}" if parcel.number > 1 else ""
    paper.heading(_("Parcel") + several)
    paper.line(parcel.tracking or _("no resi yet"), "bold")
    said, _look = standing_of(parcel.status)
    paper.line(" · ".join(filter(None, (said.strip(), parcel.courier, parcel.service))))
    late, look = trouble(parcel, clock)
    if late:
        paper.line(late, "$text-error" if look == "late" else "$text-warning")
    if parcel.last_at:
        paper.write(f"{clock.show(parcel.last_at):<13} ", QUIET).line(parcel.raw or "", QUIET)
    if parcel.order != order.number:
        paper.line(_("travels with {number}").format(number=parcel.order), QUIET)


def _notes(paper: Paper, notes: "Sequence[Happening]", clock: Clock) -> None:
    for at, note in enumerate(notes):
        if not at:
            paper.heading(_("Notes"))
        paper.write(f"{clock.show(note.at):<13} ", QUIET).write(note.what)
        paper.line(f"  {note.who}", QUIET)


def _timeline(paper: Paper, moments: "Sequence[Happening]", clock: Clock) -> None:
    """Write what the marketplace told and what was done here, in the order of time."""
    paper.heading(_("Timeline"))
    for moment in moments:
        paper.write(f"{clock.show(moment.at):<13} ", QUIET)
        if moment.entry is None:
            paper.write(word(moment.what)).line(f"  {channel(moment.who)}", QUIET)
        else:
            paper.write(moment.what).line(f"  {moment.who} #{moment.entry}", QUIET)


def _amount(value: int, order: "OrderRow") -> str:
    return money.show(value, order.currency, language())
