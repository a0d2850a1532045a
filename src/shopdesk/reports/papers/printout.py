"""Printing: the papers into a file, and each of them counted, or neither."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.reports.papers import parcel_papers
from shopdesk.reports.papers.sizes import Size
from shopdesk.services import printing
from shopdesk.sheets.draft import drafted
from shopdesk.store import Change, Store


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What to print for which orders, and where to. ``by`` is the order in which papers lie."""

    kind: str
    order_ids: tuple[int, ...]
    out: Path
    size: Size = "a6"
    by: str = "given"


@dataclass(frozen=True, slots=True)
class Printout:
    """What was printed: where it stands, how many papers, how many of them are copies."""

    path: Path
    papers: int
    copies: int
    change: Change


def print_papers(store: Store, wish: PrintWish, *, plan: bool = False) -> Printout:
    """Write the papers as a PDF, and count them in the same stroke. A ``plan`` does neither.

    Raises:
        Refusal: a label of an order that must not go out, a place that cannot be written to, or
            somebody else printed the same papers meanwhile.
    """
    if wish.by not in printing.ORDERS:
        raise Refusal(_("Papers lie by one of: {known}.").format(known=", ".join(printing.ORDERS)))
    count = partial(printing.printed, order_ids=wish.order_ids, kind=wish.kind)
    planned = store.run("print_papers", count, keep=False)  # refuses before anything is typeset
    with store.read() as read:
        ids = printing.sorted_ids(read, wish.order_ids, wish.by)
        copies = printing.next_copies(read, ids, wish.kind)
        made = (len(copies), sum(copy > 1 for copy in copies.values()))
        if plan:
            return Printout(wish.out, *made, planned)
        pdf = parcel_papers.paper(read, wish.kind, ids, size=wish.size, copies=copies)
    with drafted(wish.out) as draft:
        draft.write_bytes(pdf)
        change = store.run("print_papers", partial(count, expected=copies))
    return Printout(wish.out, *made, change)
