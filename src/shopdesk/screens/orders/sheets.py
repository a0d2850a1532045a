"""An order as a sheet of paper: for the panel, for the whole screen, and why it is stuck."""

from typing import TYPE_CHECKING

from shopdesk import money
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.screens.orders.columns import deadline
from shopdesk.screens.words import channel, fact, status, word
from shopdesk.widgets.action import Action
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.orders import Happening, OrderCard, OrderRow, Why


def whole(card: "OrderCard", clock: Clock, *, everything: bool = False) -> Paper:
    """Return one order: its state, lines, money, parcel, people and history.

    With ``everything`` also the columns of the export that nobody maps.
    """
    paper = Paper()
    _state(paper, card.row, clock)
    _items(paper, card)
    paper.heading(_("Money"))
    paper.pairs((fact(name), _amount(value, card.row)) for name, value in card.money)
    _parcel(paper, card.row)
    if card.facts:
        paper.heading(_("Buyer and delivery"))
        paper.pairs((fact(name), value) for name, value in card.facts)
    _moments(paper, _("Notes"), card.notes, clock)
    _moments(paper, _("History"), card.history, clock)
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


def _state(paper: Paper, order: "OrderRow", clock: Clock) -> None:
    said, _look = status(order.status)
    paper.line(order.number, "bold")
    paper.line(f"{said.strip()} · {channel(order.channel)} · {order.shop}")
    left, pressing = deadline(order, clock)
    if left:
        paper.write(_("Ship by"), QUIET).line(
            f" {clock.show(order.ship_by or 0)}  {left.strip()}",
            "$text-error" if pressing == "late" else "",
        )
    axes = [word(order.payment), word(order.fulfilment)]
    if order.case != "none":
        axes.append(word(order.case))
    paper.line(" · ".join(axes), QUIET)
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
        paper.write(f"  {_amount(item.subtotal, card.row)}", QUIET)
        if item.returned:
            paper.write("  " + _("{n} returned").format(n=item.returned), "$text-warning")
        paper.end()


def _parcel(paper: Paper, order: "OrderRow") -> None:
    if order.courier or order.tracking:
        paper.heading(_("Parcel"))
        paper.pairs([(_("Courier"), order.courier or "–"), (_("Resi"), order.tracking or "–")])


def _moments(paper: Paper, heading: str, moments: "tuple[Happening, ...]", clock: Clock) -> None:
    if not moments:
        return
    paper.heading(heading)
    for moment in moments:
        paper.write(f"{clock.show(moment.at):<13} ", QUIET)
        paper.write(word(moment.what) if moment.entry is None else moment.what)
        paper.write(f"  {moment.who}", QUIET)
        if moment.entry:
            paper.write(f" #{moment.entry}", QUIET)
        paper.end()


def _amount(value: int, order: "OrderRow") -> str:
    return money.show(value, order.currency, language())
