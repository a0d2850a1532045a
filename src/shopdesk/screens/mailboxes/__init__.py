"""The mailboxes room: whose mails become tickets, and fetching them now."""

from textual.app import App

from shopdesk.screens.mailboxes.room import MailboxesDialog

__all__ = ["MailboxesDialog", "open_mailboxes"]


def open_mailboxes(app: App[object]) -> None:
    """Show the mailboxes in front of the desk."""
    app.push_screen(MailboxesDialog())
