"""A copy of a person's own template with values in it, every other byte of every part as it was.

Marketplaces refuse workbooks that were written anew: they look for hidden sheets, signatures and
validations. So nothing is written anew but the cells; the child reads and copies (`filler.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopdesk.sheets.draft import drafted
from shopdesk.sheets.filler import Cells
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.hand import Died, hire
from shopdesk.sheets.thinning import Keep
from shopdesk.sheets.unreadable import of_flaw


@dataclass(frozen=True, slots=True)
class Filled:
    """The file that was written, the parts in which it differs from its template, the cells."""

    path: Path
    parts: tuple[str, ...]
    cells: int


def fill(
    template: Path,
    out: Path,
    sheets: Mapping[str, Cells],
    keep: Mapping[str, Keep] | None = None,
) -> Filled:
    """Write a copy of the template with these cells, by sheet, as (row, column, value) from 1.

    Text stays text, numbers stay numbers, None empties a cell. Styles stay; a new cell takes the
    style of its column. ``keep`` names, by sheet, the first row that may go and those after it that
    stay; they move up, so that no gap is left. Cells are named as they stand in the template.

    Raises:
        Unreadable: the template is damaged or unsafe, lacks a sheet, or a cell cannot be filled
            (it holds a formula, or is inside merged cells).
        Refusal: the copy cannot be written.
    """
    with drafted(out) as draft:
        hand = hire()
        try:
            hand.order(
                ("fill", str(template.absolute()), str(draft), dict(sheets), dict(keep or {}))
            )
            (answer,) = hand.answers("filled")
        except Flaw as flaw:
            raise of_flaw(template.name, flaw) from None
        except Died as death:
            raise of_flaw(template.name, death.flaw) from None
        finally:
            hand.dismiss()
    return Filled(out, tuple(answer[1]), sum(map(len, sheets.values())))
