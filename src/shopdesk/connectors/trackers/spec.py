"""What all trackers have in common: a waybill goes out, sightings of a parcel come back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from shopdesk.clock import Clock, Instant
from shopdesk.connectors.failing import busy, denied
from shopdesk.connectors.http import Answer, Request, Wire
from shopdesk.connectors.trackers.answers import Garbled
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.text import safe

SAID: Final = 120
"""Characters of a tracker's own words that are shown."""


class Waybill(NamedTuple):
    """A parcel as a tracker knows it: its number, its courier by the tracker's own code.

    ``phone`` is the end of the receiver's number, which some couriers ask for; else empty.
    """

    tracking: str
    courier: str
    phone: str = ""


class Sighting(NamedTuple):
    """One thing that a courier said of a parcel."""

    at: Instant
    raw: str
    code: str = ""
    place: str = ""
    receiver: str = ""


class Told(NamedTuple):
    """What a tracker told of a parcel, and how many of its lines could not be read."""

    sightings: tuple[Sighting, ...]
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Tracker:
    """One tracker: how it is asked, and how its answer is read.

    ``codes`` tells that it wants to know the courier by a code of its own. ``refused`` returns its
    own words about a question that it could not answer, None where it could.
    """

    name: str
    title: str
    address: str
    request: Callable[[Waybill, str], Request]
    told: Callable[[Any, Clock], Told]
    refused: Callable[[Answer], str | None]
    codes: bool = True

    def ask(self, wire: Wire, waybill: Waybill, clock: Clock) -> Told:
        """Return what is known of a parcel.

        Raises:
            Trouble: nothing is, or the answer cannot be read.
        """
        answer = wire.ask(self.request(waybill, wire.secret))
        try:
            if (words := self.refused(answer)) is not None:
                raise Trouble(self._unknown(words, wire), "unknown")
            return self.told(answer.document, clock)
        except Garbled as error:
            said = _("{name} answered in a shape that is not its own ({place}).")
            raise Trouble(said.format(name=self.title, place=error), "garbled") from None

    def _unknown(self, words: str, wire: Wire) -> str:
        """Say that the parcel is not known, in the tracker's words, from which a key is cut out."""
        if wire.secret:
            words = words.replace(wire.secret, "…")
        said = (
            _("{name} knows nothing of it: {words}") if words else _("{name} knows nothing of it.")
        )
        return said.format(name=self.title, words=safe(words.strip(), SAID))


def mind(title: str, code: str) -> None:
    """Take a code in an answer for what the same HTTP status would be.

    Raises:
        Trouble: it is about the key, or about too many questions.
    """
    if code in {"401", "403"}:
        raise denied(title).trouble
    if code == "429":
        raise busy(title, 0)
