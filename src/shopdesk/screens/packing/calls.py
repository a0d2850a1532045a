"""Questions and verbs of picking and packing; threads of the doorway run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from shopdesk.reports.papers.printout import Printout
    from shopdesk.services.packing import Held, Table, WaveRow
    from shopdesk.store import Change, Read, Store, Work


@dataclass(frozen=True, slots=True)
class Start:
    """What the packing table begins with: its name, what lay on it, what waits in its wave."""

    station: str
    table: "Table"
    left: int


def start(read: "Read", wave: str) -> Start:
    """Return the packing table as this packer left it."""
    from shopdesk.services import packing

    station = packing.station_here()
    return Start(station, packing.resume(read, station=station), left(read, wave))


def left(read: "Read", wave: str) -> int:
    """Return how many orders are still to be packed, of a wave or of all."""
    from shopdesk.services import orders, packing

    return packing.wave(read, wave).left if wave else orders.total(read, "status:to_pack")


def scan(store: "Store", codes: Sequence[str], station: str, at: int | None) -> "Table":
    """Take codes in the order in which they were scanned, until one finishes an order."""
    from shopdesk.services import packing

    return packing.scan_some(store, codes, station=station, at=at)


def take_next(store: "Store", station: str, wave: str) -> "Table":
    """Put the next order on the table."""
    from shopdesk.services import packing

    return packing.open_next(store, station=station, wave=wave)


def take(store: "Store", order: int, station: str) -> "Table":
    """Put this order on the table, or tell why it does not go there: somebody else has it."""
    from shopdesk.services import packing

    try:
        return packing.open_order(store, order, station=station)
    except Refusal as why:
        return packing.Table((packing.Heard("", "refused", str(why)),), None)


def take_over(store: "Store", code: str, station: str) -> "Table":
    """Put the order that a code names on the table, though somebody else holds it."""
    from shopdesk.services import packing

    return packing.take_over(store, code, station=station)


def aside(store: "Store", order: int, station: str, forget: bool) -> None:  # noqa: FBT001 - a worker's plain arguments
    """Free the order on the table; what was scanned is kept for the next, or forgotten."""
    from shopdesk.services import packing

    packing.put_aside(store, order, station=station, forget=forget)


def unpack(store: "Store", entry: int) -> "Change":
    """Take back the packing of the order that was finished by this entry."""
    from shopdesk.services import journal

    return journal.undo(store, entry)


def slip(store: "Store", _job: Job, orders: Sequence[int], number: str) -> "Printout | None":
    """Print the packing slip of an order into the folder of papers, where the shop wants that."""
    from shopdesk.reports.papers.printout import PrintWish, print_papers

    if not store.settings.pack_slip:
        return None
    folder = store.home.papers
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in number)
    return print_papers(store, PrintWish("slip", tuple(orders), folder / f"slip-{name}.pdf"))


def make_wave(work: "Work", name: str, where: str, ids: Sequence[int]) -> "Change":
    """Make a wave of these orders, or else of those that the filter matches."""
    from shopdesk.services import orders
    from shopdesk.services.packing import waves

    return waves.make(work, list(ids) or orders.ids(work, where), name)


def waves(read: "Read") -> "Sequence[WaveRow]":
    """Return all waves, the newest first."""
    from shopdesk.services import packing

    return packing.listed(read, all_=True)


def held(read: "Read") -> "Sequence[Held]":
    """Return who holds which order."""
    from shopdesk.services import packing

    return packing.held(read)


def pick_list(store: "Store", _job: Job, wave: str, path: Path) -> Path:
    """Write a wave's pick list as a PDF, and return its path."""
    from shopdesk.reports.papers import order_papers
    from shopdesk.services import packing

    with store.read() as read:
        path.write_bytes(order_papers.pick_list(read, packing.orders_of(read, wave), wave))
    return path
