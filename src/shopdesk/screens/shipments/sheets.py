"""A parcel as a sheet of paper: for the panel, for the whole screen, and why it is in trouble."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk import parcels as words
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _
from shopdesk.screens.shipments.columns import amount
from shopdesk.screens.shipments.words import status, trouble
from shopdesk.screens.words import channel, fact
from shopdesk.steps import step
from shopdesk.tickets import name_of, state_word
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.shipments import EventRow, ParcelCard, ParcelRow
    from shopdesk.services.shipments.rows import TaskLine

NEWEST: Final = 8
"""Events that the panel has room for."""
WARNING: Final = "$text-warning"


def whole(card: "ParcelCard", clock: Clock, *, everything: bool = False) -> Paper:
    """Return one parcel: its state, what is to be done, what its courier said, what is in it."""
    paper = Paper()
    _state(paper, card.row, clock)
    _step(paper, card, clock)
    _tasks(paper, card.tasks, card.row, clock)
    paper.heading(_("Timeline"))
    shown = card.events if everything else card.events[:NEWEST]
    timeline(paper, shown, clock)
    if more := len(card.events) - len(shown):
        paper.line(_("{n} earlier ones: enter").format(n=more), QUIET)
    _inside(paper, card)
    if card.facts:
        paper.heading(_("Buyer and delivery"))
        paper.pairs((fact(name), value) for name, value in card.facts)
    _left(paper, card, clock)
    return paper


def timeline(paper: Paper, events: "Sequence[EventRow]", clock: Clock) -> None:
    """Write what was said of a parcel, in the order given."""
    if not events:
        paper.line(_("No news yet."), QUIET)
    for event in events:
        said, _look = status(event.status)
        paper.write(f"{clock.show(event.at):<13}", QUIET)
        paper.line(said, "" if event.status else WARNING)
        paper.line(f"  {event.raw}", QUIET)
        if around := " · ".join(filter(None, (event.place, event.receiver))):
            paper.line(f"  {around}", QUIET)


def why(row: "ParcelRow", clock: Clock, keys: Sequence[tuple[str, str]]) -> Paper:
    """Return why a parcel is late, silent or in trouble, and the keys that help."""
    now, paper = clock.now(), Paper()
    said, _look = status(row.status)
    paper.line(said.strip(), "bold")
    for reason in _reasons(row, now, clock):
        paper.line(reason)
    if kind := step(row.status, clock.today()):
        paper.line().line(words.task(kind).capitalize(), "bold").line(words.means(kind))
    paper.line()
    for key, does in keys:
        paper.write(f"{key}  ", "bold $text-accent").line(does)
    return paper


def _reasons(row: "ParcelRow", now: int, clock: Clock) -> list[str]:
    said = []
    if row.late and row.eta is not None and row.eta < now:
        said.append(_("Promised for {day}: {span}.").format(
            day=clock.show(row.eta, style="date"), span=countdown(row.eta, now)))  # fmt: skip
    elif row.late and row.handed_at:
        said.append(_("Handed over on {day}; its courier is usually there by now.").format(
            day=clock.show(row.handed_at, style="date")))  # fmt: skip
    if row.silent and (heard := row.last_at or row.handed_at):
        said.append(_("No news since {when}.").format(when=clock.show(heard)))
    if row.raw:
        said.append(_("Its courier says: {text}").format(text=row.raw))
    if row.by_hand:
        said.append(_("A person of the shop set this status; the courier does not change it."))
    if row.trouble:
        said.append(_("Its tracker had no answer: {why}").format(why=row.trouble))
    return said or [_("Nothing is wrong with it.")]


def _state(paper: Paper, row: "ParcelRow", clock: Clock) -> None:
    said, _look = status(row.status)
    paper.line(row.tracking or _("no resi yet"), "bold")
    paper.line(" · ".join(filter(None, (said.strip(), row.courier, row.service))))
    order = row.order if row.number == 1 else f"{row.order} #{row.number}"
    paper.line(f"{order} · {channel(row.channel)} · {row.shop}", QUIET)
    wrong, look = trouble(row, clock)
    if wrong:
        paper.line(wrong, "$text-error" if look == "late" else WARNING)
    if row.by_hand:
        paper.line(_("set by hand; T lets the courier say again"), WARNING)
    if row.trouble:
        paper.line(f"{glyphs().late} {row.trouble}", WARNING)
    pairs = [(_("Value"), amount(row.value, row))]
    if row.cod is not None:
        pairs.append((_("COD"), amount(row.cod, row)))
    moments = ((_("Handed over"), row.handed_at), (_("Last news"), row.last_at),
               (_("Promised"), row.eta), (_("Delivered"), row.delivered_at))  # fmt: skip
    pairs += [(name, clock.show(at)) for name, at in moments if at]
    paper.line().pairs(pairs)


def _step(paper: Paper, card: "ParcelCard", clock: Clock) -> None:
    """Write what its state asks for, unless that is on the list of tasks already."""
    kind = step(card.row.status, clock.today())
    if kind and all(task.kind != kind or task.state != "open" for task in card.tasks):
        paper.heading(_("Next step"))
        paper.write("f ", "bold $text-accent").line(words.task(kind))
        paper.line(words.means(kind), QUIET)


def _tasks(paper: Paper, tasks: "Sequence[TaskLine]", row: "ParcelRow", clock: Clock) -> None:
    for at, task in enumerate(tasks):
        if not at:
            paper.heading(_("Tasks"))
        asked = "" if task.amount is None else f" {amount(task.amount, row)}"
        paper.write(f"{words.task(task.kind)}{asked}", "" if task.state == "open" else QUIET)
        if task.state != "open":
            paper.line(f"  {words.state(task.state)}", QUIET)
        elif task.due:
            pressing = "$text-error" if task.due < clock.now() else QUIET
            paper.line(f"  {countdown(task.due, clock.now())}", pressing)
        else:
            paper.end()


def _inside(paper: Paper, card: "ParcelCard") -> None:
    paper.heading(_("In it"))
    for item in card.items:
        paper.write(f"{item.qty} × ", "bold").write(item.name)
        paper.line(f" · {item.variation}" if item.variation else "")
    if len(card.orders) > 1:
        paper.line(_("Together with:"), QUIET)
        for order in card.orders[1:]:
            paper.line(f"  {order.number}")


def _left(paper: Paper, card: "ParcelCard", clock: Clock) -> None:
    """Write which papers were printed for it, what its buyer got, and what the buyer wrote."""
    from shopdesk.services.printing import kind_word  # it is loaded where anything was printed

    for at, one in enumerate(card.prints):
        if not at:
            paper.heading(_("Printed"))
        paper.line(f"{clock.show(one.at):<13} {kind_word(one.kind)} ({one.copy})  {one.by}", QUIET)
    for at, message in enumerate(card.messages):
        if not at:
            paper.heading(_("Messages"))
        said = f"{message.medium} · {message.moment} · {message.state}"
        paper.line(f"{clock.show(message.at):<13} {said.replace('_', ' ')}", QUIET)
    for at, ticket in enumerate(card.tickets):
        if not at:
            paper.heading(_("Tickets"))
        said = f"{name_of(ticket.id)}  {state_word(ticket.state)}  {ticket.subject}"
        paper.line(f"{clock.show(ticket.at):<13} {said.rstrip()}", QUIET)
