"""The declared actions of the Tickets desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.screens.tickets.words import LIVE
from shopdesk.tickets import name_of, state_word
from shopdesk.widgets.action import N_, Action

if TYPE_CHECKING:
    from shopdesk.screens.tickets.filing import TicketFiling


def _chosen(desk: "TicketFiling") -> str | None:
    """Refuse where there is no ticket at all."""
    if desk.marked() or desk.here is not None:
        return None
    return _("There is no ticket here.")


def _answerable(desk: "TicketFiling") -> str | None:
    """Refuse a single ticket that nobody answers; of marked ones the verb itself tells."""
    row = desk.here
    if desk.marked() or row is None:
        return _chosen(desk)
    if row.merged_into:
        return _("It went into {ticket}; answer there.").format(ticket=name_of(row.merged_into))
    if row.state == "spam":
        return _("It is spam; T takes it back first.")
    if row.state == "closed":
        return _("It is closed; C opens a follow-up.")
    return None


def _live(desk: "TicketFiling") -> str | None:
    """Refuse a single ticket that is not worked on."""
    row = desk.here
    if desk.marked() or row is None or row.state in LIVE:
        return _chosen(desk)
    return _("It is “{state}” already.").format(state=state_word(row.state))


def _over(desk: "TicketFiling") -> str | None:
    """Refuse a single ticket that is open anyway."""
    row = desk.here
    if desk.marked() or row is None or row.state not in {"new", "open"}:
        return _chosen(desk)
    return _("It is “{state}” already.").format(state=state_word(row.state))


def _closed(desk: "TicketFiling") -> str | None:
    """Refuse a follow-up on what is still worked on."""
    row = desk.here
    if row is None or row.state == "closed":
        return _chosen(desk)
    return _("It is not closed: a answers it.")


def _ordered(desk: "TicketFiling") -> str | None:
    """Refuse where no order is meant."""
    row = desk.here
    if row is None or row.order_id is not None or desk.suggested_order() is not None:
        return _chosen(desk)
    return _("It is linked with no order; L links one.")


def _linked(desk: "TicketFiling") -> str | None:
    """Refuse what needs an order that somebody stands for; of marked ones the verb itself tells."""
    row = desk.here
    if desk.marked() or row is None or row.order_id is not None:
        return _chosen(desk)
    if desk.suggested_order() is not None:
        return _("No order is linked yet; + accepts the one that was found.")
    return _("It is linked with no order; L links one.")


ACTIONS: Final[Sequence[Action]] = (
    Action("answer", "a", N_("Answer"), N_("Write to the customer; what is written is kept"),
           "marks", _answerable, footer=True, writes=True),
    Action("note", "n", N_("Note"), N_("Write a note on it; it never leaves the house"),
           "marks", _chosen, footer=True, writes=True),
    Action("solve", "d", N_("Solved"), N_("Nothing is left to do; an answer opens it again"),
           "marks", _live, footer=True, writes=True),
    Action("take", "f", N_("Take"), N_("It is mine to answer"), "marks", _chosen, footer=True,
           writes=True),
    Action("macro", "m", N_("Macro"), N_("Answer, tags, state and more in one go, seen before"),
           "marks", _chosen, footer=True, writes=True),
    Action("order", "O", N_("Order"), N_("Show its order whole"), "row", _ordered, footer=True),
    Action("copied", "Y", N_("Copy & sent"),
           N_("Copy the answer that waits for a person, and mark it as sent"), "row",
           lambda d: d.no_copy(), footer=True, writes=True),
    Action("why", "w", N_("Why due"), N_("Its clocks, stretch by stretch, and what happened"),
           "row", _chosen),
    Action("state", "s", N_("State"), N_("Choose the state"), "marks", _chosen, writes=True),
    Action("hold", "t", N_("On hold"), N_("It waits for others: a courier, a supplier"),
           "marks", _live, writes=True),
    Action("release", "T", N_("Open again"), N_("It is to be worked on again"),
           "marks", _over, writes=True),
    Action("close", "D", N_("Close"), N_("Solved for good; who writes again gets a new ticket"),
           "marks", _chosen, writes=True),
    Action("spam", "X", N_("Spam"), N_("Nobody answers it; no clock runs"),
           "marks", _chosen, writes=True),
    Action("snooze", "z", N_("Snooze"), N_("Let it sleep until a moment, or wake it"),
           "marks", _live, writes=True),
    Action("assign", "W", N_("Give to"), N_("Say whose it is, or nobody's"),
           "marks", _chosen, writes=True),
    Action("priority", "exclamation_mark", N_("Priority"), N_("Choose how urgent it is"),
           "marks", _chosen, writes=True),
    Action("tag", "number_sign", N_("Tags"), N_("Put words on it, or take them off with a minus"),
           "marks", _chosen, writes=True),
    Action("reason", "b", N_("Reason"), N_("Why the customer writes"),
           "marks", _chosen, writes=True),
    Action("links", "L", N_("Links"), N_("What it may be about, and why: accept, refuse, link"),
           "row", _chosen),
    Action("accept", "plus", N_("Accept link"),
           N_("Yes, it is about the order that was found in its text"), "row",
           lambda d: d.no_suggestion(), writes=True),
    Action("track", "K", N_("Track now"), N_("Ask the couriers where its parcels are"),
           "row", _linked, writes=True),
    Action("return", "R", N_("Return"), N_("Start the return of its order"),
           "marks", _linked, writes=True),
    Action("resend", "B", N_("Send again"), N_("Put sending it again on the list of tasks"),
           "row", _linked, writes=True),
    Action("cancel", "x", N_("Cancel order"), N_("Cancel its order, with a reason"),
           "marks", _linked, writes=True),
    Action("offer", "dollar_sign", N_("Offers"),
           N_("A refund, a replacement or a voucher: offer, approve, refuse, done"), "row",
           _chosen, writes=True),
    Action("merge", "F", N_("Merge"), N_("Let it go into another ticket; both threads are kept"),
           "marks", _chosen, writes=True),
    Action("split", "S", N_("Split"), N_("Give some of its messages a ticket of their own"),
           "row", _chosen, writes=True),
    Action("follow_up", "C", N_("Follow-up"), N_("Open a ticket that goes on with a closed one"),
           "row", _closed, writes=True),
    Action("parcel", "P", N_("Parcel"), N_("Show its newest parcel on its desk"), "row", _linked),
    Action("way", "q", N_("On its way"),
           N_("An answer that has not gone: again, another text, drop it"), "row", _chosen,
           writes=True),
    Action("files", "E", N_("Save files"), N_("Save files that came with it into a folder"),
           "row", lambda d: d.no_file()),
    Action("copy", "y", N_("Copy"), N_("Copy number, customer, address, order or a message"),
           "row", _chosen),
    Action("add", "A", N_("New ticket"), N_("Write down a call, or paste a chat"), writes=True),
    Action("canned", "at", N_("Ready answers"), N_("Answers and macros at hand; write own ones")),
    Action("mailboxes", "ampersand", N_("Mailboxes"), N_("Where mails come from, and fetch now")),
    Action("score", "equals_sign", N_("Score"),
           N_("How satisfied the customer says to be, or ask them by mail"), "marks", _chosen,
           writes=True),
    Action("quality", "percent_sign", N_("Quality"), N_("Scores, times to answer, reasons")),
)  # fmt: skip
