"""The forms of a mailbox: a short one for a new one, a long one for all that can be said of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.tickets.mailboxes import MailboxRow

LABELS: Final = {
    "address": N_("Mail address"),
    "sender": N_("Name in answers"),
    "shop": N_("Shop"),
    "host": N_("IMAP server"),
    "port": N_("Port"),
    "security": N_("Secured by"),
    "user": N_("User"),
    "folder": N_("Folder"),
    "since": N_("Mails since"),
    "smtp_host": N_("SMTP server"),
    "smtp_port": N_("SMTP port"),
    "smtp_security": N_("SMTP secured by"),
    "signature": N_("Signature"),
}
HINTS: Final = {
    "shop": N_("empty: of no single shop"),
    "user": N_("empty: the mail address"),
    "smtp_host": N_("empty: the settings' server"),
    "since": N_("like 2026-11-01"),
}
NEEDED: Final = ("address", "host", "port", "folder")


def add_form(answers: Mapping[str, str]) -> Ask:
    """Return the form of a new mailbox; its server is found by the address where it is known."""
    about = Paper()
    about.line(_("Nothing in the mailbox changes: mails are only read, and stay unread."), QUIET)
    about.line(_("Google and others want an “app password” in place of the usual one."), QUIET)
    questions = [
        Question("name", _("Short name"), answers.get("name", ""), _("like cs"), needed=True),
        Question("address", _("Mail address"), answers.get("address", ""), needed=True),
        Question("password", _("Password"), hint=_("is not shown"), needed=True, secret=True),
        Question("host", _("IMAP server"), answers.get("host", ""),
                 _("empty: found by the address")),
    ]  # fmt: skip
    return Ask(_("New mailbox"), questions, about=about, button=_("Add"))


def edit_form(row: "MailboxRow", answers: Mapping[str, str], clock: Clock) -> Ask:
    """Return the form with all that can be said of a mailbox."""
    said = _said(row, clock) | dict(answers)
    ways = {"tls": "TLS", "starttls": "STARTTLS", "none": _("nothing, on this machine")}
    questions = [
        Question(
            name, _(label), said[name], _(HINTS[name]) if name in HINTS else "",
            ways if name.endswith("security") else None, needed=name in NEEDED,
        )
        for name, label in LABELS.items()
    ]  # fmt: skip

    def test(told: Answers) -> str | None:
        try:
            clock.read(told["since"])
        except ValueError as error:
            return f"{error}."
        return None

    title = _("Mailbox “{name}”").format(name=row.name)
    return Ask(title, questions, button=_("Keep"), test=test)


def facts_of(row: "MailboxRow", answers: Answers, clock: Clock) -> dict[str, Any]:
    """Return what the answers change."""
    before = _said(row, clock)
    changed: dict[str, Any] = {
        name: value for name, value in answers.items() if value != before[name]
    }
    if "since" in changed:
        changed["since"] = clock.read(changed["since"])
    return changed


def _said(row: "MailboxRow", clock: Clock) -> dict[str, str]:
    told = {name: " ".join(str(getattr(row, name)).split()) for name in LABELS}
    return told | {"since": clock.day(row.since).isoformat()}
