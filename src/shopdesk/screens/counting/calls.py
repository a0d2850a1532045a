"""Questions and verbs of counting; threads of the doorway run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from shopdesk.services.stock.counting import CountedLine, Filled, SheetRow
    from shopdesk.store import Change, Read, Store, Work


@dataclass(frozen=True, slots=True)
class Opened:
    """A count sheet with its lines."""

    sheet: "SheetRow"
    lines: "Sequence[CountedLine]"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new sheet shall be over; ``blind`` None is as the shop has it."""

    name: str
    where: str
    ids: Sequence[int]
    location: str
    blind: bool | None


def make(work: "Work", wish: Wish) -> "Change":
    """Make a count sheet."""
    from shopdesk.services import products
    from shopdesk.services.stock import counting

    skus = products.skus(work, wish.ids) if wish.ids else ()
    return counting.make(
        work, wish.name, where=wish.where, skus=list(skus), location=wish.location,
        blind=wish.blind,
    )  # fmt: skip


def opened(read: "Read", name: str) -> Opened:
    """Return a sheet with its lines."""
    from shopdesk.services.stock import counting

    return Opened(counting.sheet(read, name), counting.lines(read, name))


def scan(work: "Work", name: str, codes: Sequence[str]) -> "Change":
    """Count what was scanned or typed, in this order."""
    from shopdesk.services.stock import counting

    return counting.enter(work, name, [counting.parse(code) for code in codes])


def put(work: "Work", name: str, code: str, qty: int) -> "Change":
    """Write down how many were counted of one line."""
    from shopdesk.services.stock import counting

    return counting.enter(work, name, [counting.Tally(code, qty)])


def paper(store: "Store", _job: Job, name: str, path: Path) -> Path:
    """Write a sheet as a PDF, and return its path."""
    from shopdesk.reports.papers import count_papers

    with store.read() as read:
        path.write_bytes(count_papers.count_sheet(read, name))
    return path


def save(store: "Store", _job: Job, name: str, path: Path) -> Path:
    """Write a sheet as a spreadsheet to fill, and return where it stands."""
    from shopdesk.services.stock import counting

    with store.read() as read:
        return counting.save(read, name, path).path


def read_file(_store: "Store", _job: Job, path: Path) -> "Filled":
    """Read a filled sheet."""
    from shopdesk.services.stock import counting

    return counting.read_filled(path)
