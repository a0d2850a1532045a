"""Keys and passwords for the outside world: kept in the encrypted store, told to no one.

The table is not journalled, so that a value stands neither in the history nor in an undo. A value
is given only to the code that needs it for a wire; no sentence of this room holds one.
"""

import re
from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import N_, _
from shopdesk.models.messages import Secret
from shopdesk.refusal import Refusal
from shopdesk.store import Change, Read, Work

KNOWN: Final[Mapping[str, str]] = {
    "smtp": N_("Password of the mailbox that sends mails to customers"),
    "binderbyte": N_("Key of BinderByte, which tells where parcels are"),
    "komerce": N_("Key of RajaOngkir/Komerce, which tells where parcels are"),
    "biteship": N_("Key of Biteship, which tells where parcels are"),
    "kiriminaja": N_("Key of KiriminAja, which tells where parcels are"),
    "chatwoot": N_("Access token of Chatwoot, which brings live chat and social messages"),
    "midtrans": N_("Server key of Midtrans, which proves its notifications"),
    "xendit": N_("Callback token of Xendit, which proves its notifications"),
}
"""What the house has a use for, and what that is."""
LONGEST: Final = 4_096
_NAME: Final = re.compile(r"[a-z][a-z0-9_.-]{0,63}")


def get(read: Read, name: str) -> str | None:
    """Return a secret in clear for the wire that needs it, or None if it was never set."""
    return read.connection.scalar(sa.select(Secret.value).where(Secret.name == name))


def names(read: Read) -> tuple[str, ...]:
    """Return the names of the secrets that are set, in order."""
    return tuple(read.connection.scalars(sa.select(Secret.name).order_by(Secret.name)))


def put(work: Work, name: str, value: str) -> Change:
    """Keep a secret under this name, in place of one that was there.

    Raises:
        Refusal: the name or the value cannot be one; the sentence repeats neither.
    """
    if not _NAME.fullmatch(name):
        raise Refusal(_("A secret's name is small letters, digits, “.”, “-” and “_”."))
    kept = value.strip()
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        raise Refusal(
            _("The value of “{name}” should be one line of text; nothing was kept.").format(
                name=name
            )
        )
    work.connection.execute(sa.delete(Secret).where(Secret.name == name))
    work.connection.execute(sa.insert(Secret).values(name=name, value=kept))
    return work.done(_("Kept the secret “{name}”").format(name=name))


def drop(work: Work, name: str) -> Change:
    """Forget a secret.

    Raises:
        Refusal: it is not set.
    """
    if work.connection.execute(sa.delete(Secret).where(Secret.name == name)).rowcount == 0:
        raise Refusal(
            _("No such secret is set. Set: {names}.").format(names=", ".join(names(work)) or "–")
        )
    return work.done(_("Forgot the secret “{name}”").format(name=name))
