"""What leaves the house as spreadsheets: stock, prices and products, for the marketplaces.

`plan` works out the cells, `apply` writes exactly that plan, `run` does both. A marketplace's own
template is filled in place; web shops get fresh files.
"""

from collections.abc import Sequence
from pathlib import Path

from shopdesk.channels.outward.known import layouts
from shopdesk.channels.outward.spec import Kind
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports import fresh, planning
from shopdesk.services.exports.departing import depart
from shopdesk.services.exports.folder import Every, plan_all, recognised
from shopdesk.services.exports.shapes import (
    CellChange,
    ExportPlan,
    File,
    Sheet,
    Skip,
    Why,
    Wish,
    Written,
    kind_word,
)
from shopdesk.store import Store

__all__ = [
    "CellChange", "Every", "ExportPlan", "File", "Kind", "Sheet", "Skip", "Why", "Wish", "Written",
    "apply", "formats", "kind_word", "plan", "plan_all", "recognised", "run",
]  # fmt: skip


def formats(kind: Kind) -> tuple[str, ...]:
    """Return the formats that take this kind of export."""
    found = {layout.format for layout in layouts() if kind in layout.slots}
    return tuple(sorted(found | {name for name, kinds in fresh.FORMATS.items() if kind in kinds}))


def plan(store: Store, wish: Wish, held: Sheet | None = None) -> ExportPlan:
    """Work out what would be written; nothing is. ``held`` is the template, if it was read.

    Raises:
        Refusal: the template is of another kind, or the shop is not clear.
    """
    if wish.format and wish.format not in formats(wish.kind):
        raise Refusal(
            _("{format} is no format for {kind}. Known: {known}.").format(
                format=wish.format, kind=kind_word(wish.kind), known=", ".join(formats(wish.kind))
            )
        )
    return planning.plan(store, wish, held)


def apply(store: Store, made: ExportPlan) -> Written:
    """Write exactly this plan, and put it into the journal.

    Raises:
        Refusal: the store changed so that the plan would now say something else.
    """
    again = planning.plan(store, made.wish, made.sheet)
    if (again.changes, again.table) != (made.changes, made.table):
        raise Refusal(_("Stock or prices changed since this plan was made. Please plan again."))
    return depart(store, made)


def run(
    store: Store, kind: Kind, format: str, template: Path | None, out: Path, *,  # noqa: A002
    where: str = "", ids: Sequence[int] | None = None, shop: str = "", into: str = "",
) -> Written:  # fmt: skip
    """Work out an export and write it in one go.

    Raises:
        Refusal: the template is of another kind, the shop is not clear, or it cannot be written.
    """
    chosen = None if ids is None else tuple(ids)
    wish = Wish(kind, out, template, format, where, chosen, shop, into)
    return depart(store, plan(store, wish))
