"""Who sent a notification: whoever knows the secret that only the gateway and the shop know.

The signature is the SHA-512 of what the notification says, exactly as it is written there, with the
shop's key behind it; it is compared in a time that tells nothing of the key.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from shopdesk.channels.money.spec import Line, Proof
from shopdesk.locale import _
from shopdesk.services import secrets
from shopdesk.store import Read


@dataclass(slots=True)
class Proved:
    """The lines that may be believed, and those that may not, each with the reason."""

    good: list[Line] = field(default_factory=list)
    refused: list[tuple[Line, str]] = field(default_factory=list)


def proved(read: Read, lines: Iterable[Line]) -> Proved:
    """Return which lines may be believed; those of a statement need no proof."""
    found = Proved()
    keys: dict[str, str | None] = {}
    for line in lines:
        if (proof := line.proof) is None:
            found.good.append(line)
            continue
        if proof.secret not in keys:
            keys[proof.secret] = secrets.get(read, proof.secret)
        if reason := _why_not(proof, keys[proof.secret]):
            found.refused.append((line, reason))
        else:
            found.good.append(line)
    return found


def signature(text: str, key: str) -> str:
    """Return the signature of a text under a key, in hex."""
    return hashlib.sha512(f"{text}{key}".encode()).hexdigest()


def _why_not(proof: Proof, key: str | None) -> str:
    """Return why a notification cannot be believed, empty if it can."""
    if key is None:
        return _(
            "its sender cannot be checked: the shop's key is not set. Set it with "
            "“shopdesk config secret set {name}”, then import the file again"
        ).format(name=proof.secret)
    if proof.text:
        if _same(proof.told.lower(), signature(proof.text, key)):
            return ""
        return _(
            "its signature is wrong: it was changed on its way, or it does not come from "
            "Midtrans. Trust only what the Midtrans dashboard says of this order"
        )
    if _same(proof.told, key):
        return ""
    return _(
        "its callback token is wrong: it does not come from your Xendit account. "
        "Trust only what the Xendit dashboard says of this order"
    )


def _same(told: str, expected: str) -> bool:
    return hmac.compare_digest(told.encode(), expected.encode())
