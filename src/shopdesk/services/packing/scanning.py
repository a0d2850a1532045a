"""Scan to pack: codes in, an order found, every piece counted, a finished order packed.

Each scan is written in a transaction of its own or together with the scans that waited behind it;
an order that is finished is a journal entry by itself, so that undo takes back just that order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.packing import leases
from shopdesk.services.packing.bench import Bench, to_scan
from shopdesk.services.packing.codes import orders_named
from shopdesk.services.packing.contents import box
from shopdesk.services.packing.evidence import tally
from shopdesk.services.packing.rows import Box, Heard, Tally
from shopdesk.store import Actor, Change, Read, Store, Work


@dataclass(frozen=True, slots=True)
class Table:
    """What came of scans: a word for each, and what lies on the table now."""

    heard: tuple[Heard, ...]
    box: Box | None
    tally: Tally | None = None

    @property
    def packed(self) -> tuple[int, ...]:
        """The orders that were finished."""
        return tuple(one for heard in self.heard for one in heard.order_ids)


def scan(store: Store, codes: Sequence[str], *, station: str = "", at: int | None = None) -> Table:
    """Take codes in the order in which they were scanned; ``at`` is the order on the table."""
    told, heard = [code for code in codes if code.strip()], list[Heard]()
    here: Box | None = None
    while len(heard) < len(told):
        some, here = _some(store, told[len(heard) :], station, at)
        heard += some
        at = here.order_id if here else None
    with store.read() as read:
        return Table(tuple(heard), here, tally(read))


def scan_some(store: Store, codes: Sequence[str], *, station: str, at: int | None) -> Table:
    """Take codes until they end or an order is finished: as many as there are words for."""
    heard, here = _some(store, codes, station, at)
    with store.read() as read:
        return Table(tuple(heard), here, tally(read))


def _some(
    store: Store, codes: Sequence[str], station: str, at: int | None
) -> tuple[list[Heard], Box | None]:
    """Take codes until an order is finished: that is an entry of its own."""
    heard: list[Heard] = []
    left: list[Box | None] = []

    def act(work: Work) -> Change:
        bench = Bench(work, station, at)
        for code in codes:
            if bench.lost:
                heard.append(Heard(code, "refused", bench.lost))
                bench.lost = ""
                continue
            heard.append(bench.hear(code))
            if bench.label:
                break
        left.append(bench.box)
        return work.done(bench.label)

    change = store.run("scan_to_pack", act)
    if change.entry and heard:
        heard[-1] = replace(heard[-1], entry=change.entry)
    return heard, left[0]


def open_next(store: Store, *, station: str = "", wave: str = "") -> Table:
    """Put the next order on the table: of this wave, of any wave, or of all that are to pack.

    Raises:
        Refusal: there is none that could be packed now and that nobody else holds.
    """
    return _taken(store, lambda bench, work: _next(bench, work, station, wave), station)


def open_order(store: Store, order_id: int, *, station: str = "", over: bool = False) -> Table:
    """Put this order on the table; with ``over`` also one that somebody else holds.

    Raises:
        Refusal: it cannot be packed now, or somebody else holds it.
    """
    return _taken(store, lambda bench, _work: bench.take(order_id, over=over), station)


def take_over(store: Store, code: str, *, station: str = "") -> Table:
    """Put the order that a code names on this table, though somebody else holds it.

    Raises:
        Refusal: the code names no order, or several, or it cannot be packed now.
    """

    def take(bench: Bench, work: Work) -> Box:
        found = orders_named(work, code)
        if len(found) != 1:
            raise Refusal(_("{code} names no order. Scan its resi.").format(code=code))
        return bench.take(found[0], over=True)

    return _taken(store, take, station)


def _taken(store: Store, take: Callable[[Bench, Work], Box], station: str) -> Table:
    found: list[Box] = []

    def act(work: Work) -> Change:
        bench = Bench(work, station)
        found.append(take(bench, work))
        return work.done("")

    store.run("open_to_pack", act)
    said = to_scan(found[0])
    with store.read() as read:
        return Table((Heard("", "order", said, number=found[0].number),), found[0], tally(read))


def _next(bench: Bench, work: Work, station: str, wave: str) -> Box:
    for order_id in leases.candidates(work, station, wave):
        try:
            return bench.take(order_id)
        except Refusal:
            continue
    raise Refusal(_("No order is left that could be packed now."))


def put_aside(store: Store, order_id: int, *, station: str = "", forget: bool = False) -> None:
    """Free an order that is not finished: what was scanned is kept for the next, or forgotten."""

    def act(work: Work) -> Change:
        leases.let_go(work, order_id, station, forget=forget)
        return work.done("")

    store.run("put_aside", act)


def resume(read: Read, *, station: str = "") -> Table:
    """Return what this packer has on the table since before the line dropped, if anything."""
    found = leases.resumed(read, Actor.here().name, station)
    lease = leases.lease_of(read, found) if found is not None else None
    here = None
    if lease is not None:
        here = box(read, lease.order_id, leases.scanned_of(lease), lease.until)
    return Table((), here, tally(read))
