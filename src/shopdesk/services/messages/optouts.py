"""Who wants no messages: addresses and phones that are never written to."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.messages import OptOut
from shopdesk.refusal import Refusal
from shopdesk.services.messages.addresses import spelt
from shopdesk.services.paging import CHUNK
from shopdesk.store import Change, Read, Work


@dataclass(frozen=True, slots=True)
class Out:
    """An address or phone that wants no messages, since when, and why."""

    id: int
    address: str
    at: int
    why: str
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.address} {self.why}"


def listed(read: Read) -> tuple[Out, ...]:
    """Return all of them, the newest first."""
    query = sa.select(OptOut.id, OptOut.address, OptOut.at, OptOut.why).order_by(OptOut.id.desc())
    return tuple(Out(*row) for row in read.connection.execute(query))


def among(read: Read, addresses: Iterable[str]) -> frozenset[str]:
    """Return which of these addresses want no messages, as they are spelt here."""
    asked = list({spelt(one) for one in addresses if one})
    found: set[str] = set()
    for start in range(0, len(asked), CHUNK):
        chunk = asked[start : start + CHUNK]
        found.update(
            read.connection.scalars(sa.select(OptOut.address).where(OptOut.address.in_(chunk)))
        )
    return frozenset(found)


def add(work: Work, address: str, why: str = "") -> Change:
    """Write to this address or phone no more.

    Raises:
        Refusal: it is empty, or on the list already.
    """
    told = spelt(address)
    if not told:
        raise Refusal(_("Which address or phone wants no messages?"))
    if among(work, [told]):
        raise Refusal(_("{address} is on the list already.").format(address=told))
    work.session.add(OptOut(address=told, at=work.clock.now(), why=why.strip()))
    return work.done(_("{address} gets no more messages").format(address=told))


def drop(work: Work, address: str) -> Change:
    """Write to this address or phone again.

    Raises:
        Refusal: it is not on the list.
    """
    row = work.session.scalars(sa.select(OptOut).where(OptOut.address == spelt(address))).first()
    if row is None:
        raise Refusal(_("{address} is not on the list of those without messages.").format(
            address=address))  # fmt: skip
    work.session.delete(row)
    return work.done(_("{address} may get messages again").format(address=row.address))
