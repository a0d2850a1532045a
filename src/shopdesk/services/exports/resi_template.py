"""A seller centre's own sheet of resi, filled in place by its columns of order number and resi."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from shopdesk.channels.headers import fold
from shopdesk.channels.outward.known import confirmings, key
from shopdesk.channels.outward.spec import Layout
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports.resi_rows import Told
from shopdesk.services.exports.shapes import CellChange, ExportPlan, Sheet, Skip, Wish
from shopdesk.services.resi.reading import columns_of
from shopdesk.sheets import open_source
from shopdesk.sheets.cells import Row
from shopdesk.sheets.source import SheetHead, Source

COURIERS: Final = ("kurir", "courier", "nama kurir", "jasa kirim", "ekspedisi", "shipping provider")


def read(path: Path) -> Sheet:
    """Read a template: the first sheet with a header of order number and resi.

    Raises:
        Refusal: there is no such header, or it is no .xlsx.
    """
    with open_source(path) as source:
        for head in source.heads if source.kind == "xlsx" else ():
            for at, row in enumerate(head.rows):
                if columns := columns_of(row):
                    return _sheet(path, source, head, at, str(row[columns["number"]]))
    raise Refusal(
        _("{file}: no header row with an order number and a resi column was found.").format(
            file=path.name
        )
    )


def _sheet(path: Path, source: Source, head: SheetHead, at: int, number: str) -> Sheet:
    header = head.rows[at]
    rows = tuple(cells for _first, batch in source.rows(head.name, at + 1) for cells in batch)
    layout = Layout(
        "resi", "", (head.name,), (), {}, product=(number,), key_row=at + 1, label_row=at + 1,
        limit_row=0, first_row=at + 2,
    )  # fmt: skip
    keys = tuple(map(key, header))
    return Sheet(path, source.sha256, source.size, layout, head.name, keys, header, (), rows)


def fill(wish: Wish, sheet: Sheet, told: Sequence[Told], shops: Mapping[int, Any]) -> ExportPlan:
    """Fill the rows of the template; one that lists no order gets ours below its header.

    Raises:
        Refusal: it lists none of the orders, or they are of several shops.
    """
    columns = columns_of(sheet.labels)
    number, resi, courier = columns["number"] + 1, columns["resi"] + 1, _courier(sheet.labels)
    listed = {
        text: sheet.layout.first_row + at
        for at, row in enumerate(sheet.rows)
        if _is_number(text := _text(row, number - 1))
    }
    first = {one.number: one for one in reversed(told) if one.resi}
    there = [one for one in first.values() if one.number in listed]
    own = [one for one in first.values() if one.own]
    meant = there or (own if not listed else [])
    shop = _shop({one.shop_id for one in meant}, shops, sheet)
    made = ExportPlan(wish, f"{shop.channel}.resi", shop.channel, shop.id, shop.name, sheet)
    changes: list[CellChange] = []
    free = _free(sheet)
    for at, one in enumerate(meant):
        row = listed.get(one.number, free + at)
        cells = {resi: one.resi}
        cells |= {courier: one.courier} if courier and one.courier else {}
        cells |= {} if one.number in listed else {number: one.number}
        changes += [
            CellChange(row, column, sheet.title(column), one.number, "", one.number,
                       sheet.cell(row, column), value)
            for column, value in sorted(cells.items()) if sheet.cell(row, column) != value
        ]  # fmt: skip
    made.changes = tuple(changes)
    made.unchanged = len(meant) - made.rows
    made.skips = _left(own if listed else [], there, listed, told)
    return made


def _left(
    own: Sequence[Told], there: Sequence[Told], listed: Mapping[str, int], told: Sequence[Told]
) -> tuple[Skip, ...]:
    missing = _("not in this template; download a fresh one")
    several = _("goes in several parcels; the template has one row for it")
    strange = _("no such order with a resi among those chosen")
    numbers = {one.number for one in there}
    skips = [Skip("missing", 0, one.number, "", missing) for one in own if one.number not in listed]
    skips += [Skip("refused", listed[one.number], f"{one.number}: {one.resi}", "", several)
              for one in told if one.parcel > 1 and one.number in listed]  # fmt: skip
    skips += [Skip("foreign", row, name, "", strange)
              for name, row in listed.items() if name not in numbers]  # fmt: skip
    return tuple(skips)


def _shop(ids: set[int], shops: Mapping[int, Any], sheet: Sheet) -> Any:
    if len(ids) == 1:
        return shops[ids.pop()]
    if not ids:
        raise Refusal(
            _("{file} lists none of these orders; nothing was written.").format(
                file=sheet.path.name
            )
        )
    raise Refusal(
        _("These orders are of several shops ({names}); name one with --shop.").format(
            names=", ".join(shops[one].name for one in sorted(ids))
        )
    )


def _courier(header: Row) -> int | None:
    """Return the column (from 1) of the courier, if the template has one."""
    known = {name for one in confirmings().values() for name in one.courier}
    wanted = {fold(name) for name in (*known, *COURIERS)}
    return next((at for at, cell in enumerate(header, 1) if fold(str(cell or "")) in wanted), None)


def _text(row: Row, at: int) -> str:
    return str(row[at]).strip().removeprefix("'") if at < len(row) and row[at] is not None else ""


def _is_number(text: str) -> bool:
    """Tell an order's number from words of help below a header."""
    return any(map(str.isdigit, text)) and not any(map(str.isspace, text))


def _free(sheet: Sheet) -> int:
    last = max((at for at, row in enumerate(sheet.rows) if any(c != "" for c in row)), default=-1)
    return sheet.layout.first_row + last + 1
