"""The way to the shop's tracker, and one question after the other on it."""

from collections.abc import Iterator, Sequence
from typing import Final

from shopdesk.connectors.http import Wire
from shopdesk.connectors.pace import WATCH, Watch
from shopdesk.connectors.trackers import TRACKERS, Told, Tracker, Waybill
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services import secrets
from shopdesk.services.trackers import rules
from shopdesk.services.trackers.rows import Due, Heard, Listener
from shopdesk.store import Read

THEIRS: Final = ("denied", "busy", "stopped")
"""Troubles after which no other parcel needs to be tried."""
IN_A_ROW: Final = 2
"""So many parcels without any answer one after the other, and nobody is there."""


class Line:
    """The shop's tracker and the wire to it.

    Raises:
        Refusal: none is set, or its key is not.
    """

    def __init__(self, read: Read, listener: Listener, watch: Watch = WATCH) -> None:
        settings, name = read.settings, read.settings.tracker
        if name not in TRACKERS:
            said = _("No tracker is set. Choose one of {names}: shopdesk config set tracker NAME.")
            raise Refusal(said.format(names=", ".join(TRACKERS)))
        self.tracker: Tracker = TRACKERS[name]
        key = secrets.get(read, name)
        if key is None:
            said = _("{tracker} wants a key: shopdesk config secret set {name}.")
            raise Refusal(said.format(tracker=self.tracker.title, name=name))
        self._clock = read.clock
        self._wire = Wire(
            self.tracker.title, settings.tracker_address or self.tracker.address, key,
            rules.apart(name, read.clock.today()), settings.proxy, listener.cancelled, watch,
        )  # fmt: skip

    def hear(self, one: Due) -> Heard:
        """Return what the tracker tells of one number, or what is wrong with just this one.

        Raises:
            Trouble: something that may have nothing to do with this number.
        """
        if self.tracker.codes and not one.code:
            said = _("{tracker} does not know the courier “{courier}”.")
            courier = one.courier or "?"
            return Heard(one, trouble=said.format(tracker=self.tracker.title, courier=courier))
        waybill = Waybill(one.tracking, one.code, one.phone)
        try:
            told = self.tracker.ask(self._wire, waybill, self._clock)
        except Trouble as trouble:
            if trouble.kind in ("unknown", "garbled"):
                return Heard(one, trouble=str(trouble))
            raise
        return Heard(one, told, self._doubt(told))

    def _doubt(self, told: Told) -> str:
        if not told.unread:
            return ""
        said = _("{n} lines of the answer of {tracker} could not be read.")
        return said.format(n=told.unread, tracker=self.tracker.title)


def hear_all(line: Line, numbers: Sequence[Due], listener: Listener) -> Iterator[Heard]:
    """Yield what is heard of each number, until all are asked for or nobody answers any more.

    One question that found nobody is the trouble of its own parcel only if a later one is answered.

    Raises:
        Trouble: why the rest was not asked for.
    """
    silent: list[Heard] = []
    last: Trouble | None = None
    for at, one in enumerate(numbers):
        listener.progress(one.tracking, at, at / len(numbers))
        if listener.cancelled():
            raise Trouble(_("Stopped."), "stopped")
        try:
            heard = line.hear(one)
        except Trouble as trouble:
            silent.append(Heard(one, trouble=str(trouble)))
            if trouble.kind in THEIRS or len(silent) == IN_A_ROW:
                raise
            last = trouble
            continue
        yield from silent
        silent.clear()
        yield heard
    if silent and last:
        raise last
