"""Mails, from the bytes on the wire to a message of a ticket."""

from shopdesk.services.tickets.mails.reading import Inbox, incoming, unreadable

__all__ = ["Inbox", "incoming", "unreadable"]
