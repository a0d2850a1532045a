"""What a file can hold beside orders: each kind with how it is known, read, and placed.

Orders are the other way: they wait in scratch tables, as there are so many. What is here waits in
memory. A further kind of file is one more entry of `KINDS`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

from shopdesk.channels.catalogue import detect as catalogue
from shopdesk.channels.money import detect as money
from shopdesk.channels.rejects import Reject as CellReject
from shopdesk.channels.stats import detect as stats
from shopdesk.channels.talks import detect as talks
from shopdesk.channels.tracks import detect as tracks
from shopdesk.clock import Clock
from shopdesk.sheets import SheetHead

if TYPE_CHECKING:
    from shopdesk.services.imports.reading import Staged
    from shopdesk.services.imports.shapes import Outcome
    from shopdesk.store import Work

Found = catalogue.Found | money.Statement | tracks.Track | talks.Talk | stats.Stats
"""A sheet that a layout of one of the kinds describes."""


class Conversion(Protocol):
    """What reads the rows of a sheet; `finish` returns what they hold."""

    rows: int
    refused: int
    rejects: list[CellReject]
    warnings: list[str]

    @property
    def labels(self) -> dict[Any, str]:
        """What the sheet calls each field."""

    def feed(self, first_row: int, rows: Sequence[Sequence[Any]]) -> None:
        """Take the next rows."""

    def finish(self) -> Sequence[Any]:
        """Return what the rows hold."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. ``turn`` puts kinds in order: orders have turn 1.

    ``begin(found, file, clock, shift_days)`` starts reading; ``gather(staged, found, conversion)``
    makes what waits of it, of so many records; ``place(work, staged, shop_id)`` writes them and
    returns their counts, and the pieces that came in by them.
    """

    turn: int
    known: Callable[[], tuple[Any, ...]]
    recognise: Callable[[Sequence[SheetHead], Sequence[Any]], Found | None]
    begin: Callable[[Any, str, Clock, int], Conversion]
    gather: Callable[["Staged", Any, Conversion], tuple[Any, int]]
    place: Callable[["Work", "Staged", int | None], "tuple[Outcome, int]"]
    rank: Callable[[Any], int] = lambda _haul: 0


def kind_of(found: Found) -> Kind:
    """Return the kind of a sheet."""
    return KINDS[type(found)]


def word_of(found: Found) -> str:
    """Return what the sheet holds, in a word."""
    return found.spec.aim if isinstance(found, catalogue.Found) else WORDS[type(found)]


def formats() -> Iterable[str]:
    """Yield the names of all layouts of these kinds."""
    for kind in KINDS.values():
        yield from (spec.format for spec in kind.known())


# Products, stock, deliveries


def _read_goods(found: catalogue.Found, file: str, clock: Clock, _shift: int) -> Conversion:
    from shopdesk.channels.catalogue.convert import Conversion as Goods

    return Goods(found, file=file, zone=clock.zone)


def _gather_goods(staged: "Staged", found: catalogue.Found, read: Any) -> tuple[Any, int]:
    from shopdesk.services.catalogue import Haul

    haul = Haul(found.spec, read.finish(), staged.report.file, found.sheet, staged.sha256,
                staged.taken, read.labels, read.spoilt)  # fmt: skip
    return haul, len(haul.items)


def _place_goods(work: "Work", staged: "Staged", shop_id: int | None) -> "tuple[Outcome, int]":
    from shopdesk.services import catalogue as goods
    from shopdesk.services.imports import arrivals

    report = staged.report
    placed = goods.place(work, staged.haul, shop_id, add=staged.add)
    placed.outcome.refused += len(staged.haul.spoilt)
    report.adds, report.differences = staged.add, placed.differences
    staged.tell(placed)
    arrivals.note(work, staged, shop_id)
    return placed.outcome, placed.pieces


def _rank_of_goods(haul: Any) -> int:
    late = {"products": 0, "stock": 2, "delivery": 3}[haul.spec.aim]
    return int(haul.spec.rank) + late


# Statements of banks, reports and notifications of gateways


def _read_money(found: money.Statement, file: str, clock: Clock, shift: int) -> Conversion:
    from shopdesk.channels.money.convert import Conversion as Lines

    today = clock.today()
    year = today - timedelta(days=363), today
    return Lines(found, file=file, zone=clock.zone, days=year, shift_days=shift)


def _gather_money(staged: "Staged", found: money.Statement, read: Any) -> tuple[Any, int]:
    from shopdesk.services.payments.arriving import Haul

    lines = read.finish()
    haul = Haul(found.spec, lines, staged.report.file, found.sheet, staged.sha256, staged.taken,
                read.labels, read.refused)  # fmt: skip
    return haul, len(lines)


def _place_money(work: "Work", staged: "Staged", _shop_id: int | None) -> "tuple[Outcome, int]":
    from shopdesk.services.imports import arrivals
    from shopdesk.services.payments import arriving

    def arrived(placed: arriving.Placed) -> int | None:
        staged.tell(placed)
        return arrivals.note(work, staged, None)

    return arriving.place(work, staged.haul, arrived).outcome, 0


# What couriers say of parcels


def _read_events(found: tracks.Track, file: str, clock: Clock, shift: int) -> Conversion:
    from shopdesk.channels.tracks.convert import Conversion as Events

    return Events(found, file=file, zone=clock.zone, shift_days=shift)


def _gather_events(staged: "Staged", found: tracks.Track, read: Any) -> tuple[Any, int]:
    from shopdesk.services.shipments.arriving import Haul

    told = read.finish()
    haul = Haul(found.spec, told, staged.report.file, found.sheet, staged.sha256, staged.taken,
                read.labels, read.refused)  # fmt: skip
    return haul, len(told)


def _place_events(work: "Work", staged: "Staged", _shop_id: int | None) -> "tuple[Outcome, int]":
    from shopdesk.services.imports import arrivals
    from shopdesk.services.shipments import arriving, following

    following.follow(work)  # parcels of orders that came in by the same import
    placed = arriving.place(work, staged.haul)
    staged.tell(placed)
    arrivals.note(work, staged, None)
    return placed.outcome, 0


# What customers write


def _read_talks(found: talks.Talk, file: str, clock: Clock, shift: int) -> Conversion:
    if found.spec.lines:
        from shopdesk.channels.talks.whatsapp import Conversation

        return Conversation(file, clock, shift_days=shift)
    from shopdesk.channels.talks.convert import Conversion as Talks

    return Talks(found, file=file, zone=clock.zone, shift_days=shift)


def _gather_talks(staged: "Staged", found: talks.Talk, read: Any) -> tuple[Any, int]:
    from shopdesk.services.tickets.chats import Haul

    said = read.finish()
    return Haul(found.spec, said, staged.report.file, found.sheet, read.refused), len(said)


def _place_talks(work: "Work", staged: "Staged", _shop_id: int | None) -> "tuple[Outcome, int]":
    from shopdesk.services.imports import arrivals
    from shopdesk.services.tickets import chats

    placed = chats.place(work, staged.haul, staged.wish)
    staged.tell(placed)
    staged.report.shop = placed.shop or None
    arrivals.note(work, staged, placed.shop_id)
    return placed.outcome, 0


# What shops' statistics tell


def _read_stats(found: stats.Stats, file: str, _clock: Clock, shift: int) -> Conversion:
    from shopdesk.channels.stats.convert import Conversion as Days

    return Days(found, file=file, shift_days=shift)


def _gather_stats(staged: "Staged", found: stats.Stats, read: Any) -> tuple[Any, int]:
    from shopdesk.services.statistics import Haul

    told = read.finish()
    return Haul(found.spec, told, staged.report.file, read.currency, read.refused), len(told)


def _place_stats(work: "Work", staged: "Staged", shop_id: int | None) -> "tuple[Outcome, int]":
    from shopdesk.services import statistics
    from shopdesk.services.imports import arrivals

    haul = staged.haul
    if shop_id is None:
        shop = statistics.shop_for(work, haul.file, haul.spec.source, staged.wish)
        shop_id, staged.report.shop = shop.id, shop.name

    def arrived(placed: statistics.Placed) -> int | None:
        staged.tell(placed)
        return arrivals.note(work, staged, shop_id)

    return statistics.place(work, haul, shop_id, arrived).outcome, 0


KINDS: Final[dict[type, Kind]] = {
    catalogue.Found: Kind(0, catalogue.known, catalogue.recognise, _read_goods, _gather_goods,
                          _place_goods, _rank_of_goods),
    money.Statement: Kind(2, money.known, money.recognise, _read_money, _gather_money,
                          _place_money),
    tracks.Track: Kind(3, tracks.known, tracks.recognise, _read_events, _gather_events,
                       _place_events),
    talks.Talk: Kind(4, talks.known, talks.recognise, _read_talks, _gather_talks, _place_talks),
    stats.Stats: Kind(5, stats.known, stats.recognise, _read_stats, _gather_stats, _place_stats),
}  # fmt: skip
"""The kinds of files beside orders, in the order in which they are looked for."""
WORDS: Final[dict[type, str]] = {
    money.Statement: "payments",
    tracks.Track: "events",
    talks.Talk: "chats",
    stats.Stats: "stats",
}
