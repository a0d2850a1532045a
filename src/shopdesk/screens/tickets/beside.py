"""What stands beside a conversation: what it may be about and why, its order, its customer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock, countdown
from shopdesk.locale import N_, _
from shopdesk.parcels import status as parcel_word
from shopdesk.parcels import task as task_word
from shopdesk.screens.tickets import words
from shopdesk.screens.words import word
from shopdesk.tickets import name_of
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.orders import OrderCard
    from shopdesk.services.tickets.panel import OrderPanel
    from shopdesk.services.tickets.rows import LinkRow
    from shopdesk.store import Read

KINDS: Final = {
    "order": N_("order"), "parcel": N_("parcel"), "variant": N_("product"), "task": N_("task"),
}  # fmt: skip
"""What people call what a ticket is linked with."""
NEWS: Final = 4
"""Events of a parcel that there is room for."""


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside a conversation; ``likely`` is an order that is only suggested."""

    panel: "OrderPanel"
    likely: "OrderCard | None" = None


class OrderBeside(RecordPanel):
    """The panel of the order; its rest is shown by the key of the order."""

    def _hint(self) -> str:
        """Return what the last line says where the sheet goes on below it."""
        return "" if self.screen.is_modal else _("… O shows the order whole")


def beside(read: "Read", ticket_id: int) -> Beside:
    """Return what stands beside a conversation; without a linked order, the first suggested."""
    from shopdesk.services import orders
    from shopdesk.services.tickets.panel import panel

    found = panel(read, ticket_id)
    likely = None if found.order else suggested(found.links)
    return Beside(found, None if likely is None else orders.show(read, likely))


def suggested(links: "Sequence[LinkRow]") -> int | None:
    """Return the order that a ticket seems to be about."""
    return next((o.target_id for o in links if o.kind == "order" and o.place == "suggested"), None)


def paper_of(found: Beside, clock: Clock) -> Paper:
    """Return the order with its parcels and tasks, what else is linked, and the customer's past."""
    from shopdesk.screens.orders import sheets

    panel, paper = found.panel, Paper()
    order = panel.order or found.likely
    if found.likely is not None:
        paper.line(_("Perhaps this order: + accepts it, L refuses it"), "$text-warning")
    if order is None:
        paper.line(_("No order yet; L links one."), QUIET)
    else:
        paper.add(sheets.whole(order, clock, timeline=False))
    _parcels(paper, panel, clock)
    _tasks(paper, panel, clock)
    links(paper, panel.links)
    _past(paper, panel, clock)
    return paper


def links(paper: Paper, rows: "Sequence[LinkRow]") -> None:
    """Write what a ticket is or may be about, and why."""
    from shopdesk.services.tickets.linking import why_word

    for at, one in enumerate(rows):
        if not at:
            paper.heading(_("It is about"))
        sure = one.place == "linked"
        kind = _(KINDS.get(one.kind, one.kind))
        paper.write(f"{glyphs().done if sure else '?'} {kind} ", "" if sure else QUIET)
        paper.write(task_word(one.name) if one.kind == "task" else one.name, "bold")
        paper.line(f"  {word(one.about)}" if one.about else "", QUIET)
        if one.why:
            paper.line(f"  {why_word(one.why)}", QUIET)


def _parcels(paper: Paper, panel: "OrderPanel", clock: Clock) -> None:
    for travel in panel.parcels:
        if not travel.events:
            continue
        paper.heading(_("Parcel {name}").format(name=travel.row.tracking or travel.row.order))
        for event in travel.events[:NEWS]:
            paper.write(f"{clock.show(event.at):<13} ", QUIET)
            paper.line(parcel_word(event.status) if event.status else event.raw)


def _tasks(paper: Paper, panel: "OrderPanel", clock: Clock) -> None:
    for at, task in enumerate(panel.tasks):
        if not at:
            paper.heading(_("Tasks"))
        paper.write(task_word(task.kind), "" if task.state == "open" else QUIET)
        due = countdown(task.due, clock.now()) if task.due and task.state == "open" else ""
        paper.line(f"  {due}", QUIET)


def _past(paper: Paper, panel: "OrderPanel", clock: Clock) -> None:
    """Write the other tickets and orders of the same customer."""
    for at, ticket in enumerate(panel.tickets):
        if not at:
            paper.heading(_("Other tickets"))
        state, _look = words.state(ticket)
        paper.write(f"{name_of(ticket.id)} ", "bold").write(ticket.subject)
        paper.line(f"  {state.strip()} · {clock.show(ticket.last_at)}", QUIET)
    for at, order in enumerate(panel.orders):
        if not at:
            paper.heading(_("Other orders"))
        placed = clock.show(order.placed) if order.placed else ""
        paper.write(f"{order.number} ", "bold").line(f" {word(order.status)} · {placed}", QUIET)
