"""The declared actions of the Outbox room."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.widgets.action import Action

if TYPE_CHECKING:
    from shopdesk.screens.outbox.desk import OutboxDesk

Check = Callable[["OutboxDesk"], str | None]
UNSENT: Final = ("review", "queued", "held", "failed")


def _standing(*states: str) -> Check:
    """Refuse a single message that stands elsewhere; of marked ones the verb itself tells."""

    def check(desk: "OutboxDesk") -> str | None:
        from shopdesk.moments import state_word

        row = desk.here
        if row is None and not desk.grid.marks:
            return _("There is no message here.")
        if desk.grid.marks or row is None or row.state in states:
            return None
        return _("This message is “{state}”.").format(state=state_word(row.state))

    return check


def _sendable(desk: "OutboxDesk") -> str | None:
    """Refuse where no server is set, or the message is no mail that waits to go."""
    if not desk.ready:
        return _("No mail server is set: smtp_host and mail_from in the settings (,).")
    row = desk.here
    if desk.grid.marks or (row and row.medium == "email" and row.state == "queued"):
        return None
    if row is None:
        return _("There is no message here.")
    if row.medium != "email":
        return _("This is no mail: y copies its text, d says that you sent it.")
    return _standing("queued")(desk)


def _linked(desk: "OutboxDesk") -> str | None:
    row = desk.here
    return None if row and row.link else _("Only WhatsApp messages have a link.")


ACTIONS: Final[Sequence[Action]] = (
    Action("filter", "/", N_("Filter"), N_("Show only what holds these words")),
    Action("approve", "f", N_("Approve"), N_("They may go: mails with the next sending"), "marks",
           _standing("review"), footer=True, writes=True),
    Action("send", "s", N_("Send"), N_("Send these approved mails now"), "marks", _sendable,
           footer=True, irreversible=True, writes=True),
    Action("copy", "y", N_("Copy"), N_("Copy the text, to paste it into WhatsApp or a chat"),
           "row", lambda d: d.no_row(), footer=True),
    Action("sent", "d", N_("Sent by hand"), N_("Say that you sent them yourself"), "marks",
           _standing(*UNSENT, "unsure"), footer=True, writes=True),
    Action("edit", "e", N_("Edit"), N_("Change the text before it goes"), "row",
           _standing(*UNSENT), footer=True, writes=True),
    Action("hold", "t", N_("Hold"), N_("Keep them from going"), "marks",
           _standing("review", "queued"), footer=True, writes=True),
    Action("cancel", "x", N_("Drop"), N_("They are not sent, for a reason"), "marks",
           _standing(*UNSENT, "unsure"), footer=True, writes=True),
    Action("release", "T", N_("Release"), N_("Let held ones go on from where they were"), "marks",
           _standing("held"), writes=True),
    Action("again", "X", N_("Try again"), N_("Send failed, unsure or dropped ones after all"),
           "marks", _standing("failed", "unsure", "dropped"), writes=True),
    Action("address", "A", N_("Address"), N_("Send it to another address or phone"), "row",
           _standing(*UNSENT), writes=True),
    Action("link", "Y", N_("Copy link"), N_("Copy the link that opens WhatsApp with this text"),
           "row", _linked),
    Action("order", "O", N_("Order"), N_("Show its order whole"), "row", lambda d: d.no_row()),
    Action("rules", "R", N_("Rules"), N_("Which message goes when, and to whom"), footer=True),
    Action("templates", "L", N_("Templates"), N_("What the messages say, in both languages")),
    Action("outs", "N", N_("No messages"), N_("Addresses and phones that want no messages")),
    Action("next_view", "tab", N_("Next view"), N_("The next view of the strip")),
    Action("last_view", "shift+tab", N_("View before"), N_("The view before of the strip")),
)  # fmt: skip
