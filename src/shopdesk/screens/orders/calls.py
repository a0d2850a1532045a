"""Questions of the Orders desk that take more than one service; threads of the doorway run them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Job
from shopdesk.screens.grammar import Grammar

if TYPE_CHECKING:
    from shopdesk.store import Read, Store


def grammar(read: "Read") -> Grammar:
    """Return the filter language of orders."""
    from shopdesk.services.orders import fields, finding, views

    return Grammar(fields(), finding.values(read.clock), views())


def counts(read: "Read") -> dict[str, int]:
    """Return how many orders stand in each status, and under "late" how many are."""
    from shopdesk.services import orders

    return {**orders.counts(read), "late": orders.total(read, "is:late")}


def unmapped_of(read: "Read", order_id: int) -> list[tuple[int, str]]:
    """Return the listings of an order that stand for no SKU: id, and what people call it."""
    from shopdesk.services import orders

    found: dict[int, str] = {}
    for item in orders.show(read, order_id).items:
        if not item.sku:
            found[item.listing] = " · ".join(part for part in (item.name, item.variation) if part)
    return list(found.items())


def numbers(read: "Read", pasted: str) -> dict[int, str]:
    """Return resi by order id from a pasted list of "number resi".

    Raises:
        Refusal: a line cannot be read, or names an order that is not here.
    """
    from shopdesk.services import orders
    from shopdesk.services.orders import resi

    pairs = resi.from_lines(pasted)
    ids = orders.find(read, list(pairs))
    return dict(zip(ids, pairs.values(), strict=True))


def paper(store: "Store", _job: Job, kind: str, ids: Sequence[int], path: Path) -> Path:
    """Write a pick list or packing slips over these orders as a PDF, and return its path."""
    from shopdesk.reports.papers import order_papers

    make = order_papers.pick_list if kind == "picklist" else order_papers.packing_slips
    with store.read() as read:
        path.write_bytes(make(read, ids))
    return path


def sheet(store: "Store", job: Job, channel: str, where: str, path: Path) -> Path:
    """Write the orders that a filter matches, or a channel's resi, and return the path written.

    Raises:
        Refusal: the ending is none of .xlsx, .csv and .json.
    """
    from shopdesk.reports import queue, resi
    from shopdesk.services import orders
    from shopdesk.sheets import write

    if path.suffix.lower() not in {".xlsx", ".csv", ".json"}:
        raise Refusal(_("{path}: the name must end in .xlsx, .csv or .json.").format(path=path))
    with store.read() as read:
        total = max(1, orders.total(read, where))
        columns = resi.columns(channel) if channel else queue.columns()
        rows = resi.rows(read, channel, where) if channel else queue.rows(read, where)

        def progress(done: int) -> None:
            job.progress(path.name, done, min(1.0, done / total))

        zone = store.settings.zone
        written = write(path, columns, rows, sheet=_("Orders"), zone=zone, progress=progress)
    return written.path
