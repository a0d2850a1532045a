"""The mail server that the shop sends by, and what all its mails have in common."""

from dataclasses import dataclass
from typing import Final

from shopdesk.connectors.mail import Account
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services import secrets
from shopdesk.services.messages.addresses import mail_of
from shopdesk.store import Read

SECRET: Final = "smtp"  # noqa: S105 - the name of the secret, not its value


def ready(read: Read) -> bool:
    """Tell whether a mail server is set, and an address that mails come from."""
    return bool(read.settings.smtp_host.strip() and mail_of(read.settings.mail_from))


def account_of(read: Read) -> Account:
    """Return where mails are handed in; the password comes from the encrypted store.

    Raises:
        Refusal: something is not set.
    """
    settings = read.settings
    if not settings.smtp_host.strip():
        raise Refusal(
            _("No mail server is set. Set smtp_host, smtp_user and mail_from in the settings.")
        )
    if not mail_of(settings.mail_from):
        raise Refusal(_("Set mail_from to the address that mails to customers come from."))
    password = secrets.get(read, SECRET) or ""
    if settings.smtp_user and not password:
        raise Refusal(_("The mail server's password is not set: shopdesk config secret set smtp"))
    return Account(
        settings.smtp_host.strip(), settings.smtp_port, settings.smtp_security,  # type: ignore[arg-type]  # one of its words
        settings.smtp_user, password,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every mail of the shop has in common."""

    name: str
    address: str
    reply_to: str = ""

    @property
    def domain(self) -> str:
        """The domain under which its mails have their ids."""
        return self.address.rpartition("@")[2]


def letterhead(read: Read) -> Letterhead:
    """Return who the shop's mails come from."""
    settings = read.settings
    return Letterhead(
        settings.shop_name.strip(), mail_of(settings.mail_from), mail_of(settings.mail_reply_to)
    )
