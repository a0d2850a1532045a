"""What the demo shop's customers wrote: their mails, and what the shop did with it all so far."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from shopdesk.clock import DAY
from shopdesk.locale import _
from shopdesk.services import tickets
from shopdesk.services.tickets import verbs
from shopdesk.services.tickets.arriving import take_in
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.mails.reading import Inbox, incoming
from shopdesk.services.tickets.rows import Incoming
from shopdesk.store import Change, Store, Work

ADDRESS: Final = "halo@melati.example.com"
SHOP: Final = "Toko Melati"
COMPLAINTS: Final = ("damaged", "wrong_item", "missing")


def put_in(store: Store, folder: Path, shift_days: int) -> None:
    """Take the mails of a folder in, then sort the tickets as somebody did in the evening."""
    inbox = Inbox(address=ADDRESS, ours=frozenset({ADDRESS}))
    mails = [_moved(incoming(path.read_bytes(), inbox), shift_days)
             for path in sorted(folder.glob("*.eml"))]  # fmt: skip
    store.run("fetch", partial(_take, mails=mails))
    with store.read() as read:
        praise = tickets.ids(read, "reason:praise -is:unanswered")
        complaints = [one for why in COMPLAINTS for one in tickets.ids(read, f"reason:{why}")]
        asked = tickets.ids(read, "reason:cancel is:live")
    store.do(verbs.set_state, list(praise), "solved")
    store.do(verbs.tag, complaints, add=["komplain"])
    store.do(verbs.prioritise, complaints[:2], "high")
    store.do(verbs.prioritise, list(asked), "urgent")
    store.run("assign", partial(_mine, ids=complaints[:3]))


def _moved(mail: Incoming, shift_days: int) -> Incoming:
    """Return a mail of that day; one of ours is an answer that went."""
    moved = replace(mail, at=mail.at + shift_days * DAY)
    if mail.address != ADDRESS:
        return moved
    return replace(moved, kind="out", auto=False, author=SHOP, address=mail.to_address)


def _take(work: Work, *, mails: Sequence[Incoming]) -> Change:
    take_in(work, mails)
    return ended(work, _("Customers of the demo shop wrote mails"))


def _mine(work: Work, *, ids: Sequence[int]) -> Change:
    return verbs.assign(work, ids, work.actor.name)
