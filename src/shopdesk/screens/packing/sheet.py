"""What is left to scan, so large and plain that it is read from a step away."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import _, ngettext
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.packing import Box, Content

DONE: Final = "$text-success"
MANY: Final = "bold $text-warning"
"""More than one piece of a SKU is what packers get wrong."""
FEW: Final = 4
"""SKUs that are shown with their names; of more all shall stand on a small screen."""


def head(box: "Box") -> Paper:
    """Return what the order is called, where it goes, and what the buyer asked for."""
    paper = Paper()
    paper.line(box.number, "bold")
    parts = (box.shop, box.courier, box.resi)
    paper.line(" · ".join(part for part in parts if part), QUIET)
    if len(box.numbers) > 1:
        n = len(box.numbers)
        said = ngettext("{n} order in one parcel", "{n} orders in one parcel", n)
        paper.line(said.format(n=n), "$text-warning")
    for note in (box.buyer_note, box.seller_note):
        if note:
            paper.line(f"{glyphs().late} {note}", "$text-warning")
    return paper


def rest(box: "Box") -> Paper:
    """Return the SKUs of the order, those with pieces left to scan first."""
    paper = Paper()
    counted = [(one, box.scanned.get(one.key, 0)) for one in box.contents]
    named = sum(n < one.qty for one, n in counted) <= FEW
    for one, n in sorted(counted, key=lambda pair: pair[1] >= pair[0].qty):
        _line(paper, one, n, named=named)
    return paper


def _line(paper: Paper, one: "Content", n: int, *, named: bool) -> None:
    left = one.qty - n
    where = f"  {_('rack')} {one.rack}" if one.rack else ""
    if left <= 0:
        paper.line(f"  {glyphs().done} {one.qty} × {one.sku}", DONE)
        return
    paper.write(f" {left:>2} × ", MANY if left > 1 else "bold").write(one.sku, "bold")
    paper.write(where, QUIET)
    if n:
        paper.write("  " + _("{n} of {all}").format(n=n, all=one.qty), DONE)
    paper.end()
    if named:
        paper.line(f"      {' · '.join(part for part in (one.name, one.variation) if part)}")
