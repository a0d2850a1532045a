"""The lists of an export plan: its files, the cells that change, what is left out, the notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.exporting.calls import Planned
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

WHY: Final = {
    "refused": N_("refused"), "unmapped": N_("unmapped"), "archived": N_("archived"),
    "missing": N_("not listed"), "foreign": N_("not ours"), "listed": N_("on sale"),
}  # fmt: skip
LOOKS: Final = {"refused": "bad", "unmapped": "late", "missing": "late"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the plan; ``off``: a person left it out."""

    id: int
    name: str
    format: str
    shop: str
    change: int
    same: int
    left: int
    refused: int
    reason: str
    off: bool = False
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.name


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell that changes, one row that is left out, or one note; ``file`` says of which."""

    id: int
    file: int
    row: str
    what: str
    name: str
    field: str
    before: str
    after: str
    why: str = ""
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"file={self.file}. {self.what} {self.name} {self.field} {self.after}"


def files(planned: Sequence[Planned], off: frozenset[int]) -> list[FileLine]:
    """Return the files; ``off`` are those that a person left out."""
    made = []
    for at, one in enumerate(planned):
        plan = one.plan
        if plan is None:
            made.append(FileLine(at, one.path.name, "", "", 0, 0, 0, 0, one.reason))
            continue
        made.append(FileLine(at, one.path.name, plan.format, plan.shop, plan.rows, plan.unchanged,
                             len(plan.skips), len(plan.refused), "", at in off))  # fmt: skip
    return made


def cells(planned: Sequence[Planned]) -> list[CellLine]:
    """Return the cells that change; of a fresh file its rows."""
    return _numbered(_cells(planned))


def left(planned: Sequence[Planned]) -> list[CellLine]:
    """Return what is left out and why, what a person should read first before the rest."""
    return _numbered(
        CellLine(0, at, str(skip.row or ""), skip.what, "", skip.field, "", skip.reason, skip.why)
        for at, one in enumerate(planned)
        if one.plan
        for skip in one.plan.weighed
    )


def notes(planned: Sequence[Planned]) -> list[CellLine]:
    """Return what a person should know."""
    return _numbered(
        CellLine(0, at, "", one.path.name, "", "", "", note)
        for at, one in enumerate(planned)
        for note in (one.plan.notes if one.plan else [one.reason])
    )


def _cells(planned: Sequence[Planned]) -> Iterator[CellLine]:
    for at, one in enumerate(planned):
        if one.plan is None:
            continue
        for c in one.plan.changes:
            yield CellLine(0, at, str(c.row), c.sku, c.name, c.title, str(c.before), str(c.after))
        for number_, row in enumerate(one.plan.table[1:], 2):
            told = dict(zip(one.plan.table[0], row, strict=True))
            said = [f"{title}: {text}" for title, text in told.items() if text and title != "SKU"]
            yield CellLine(0, at, str(number_), told.get("SKU", ""), "", "", "", " · ".join(said))


def _numbered(lines: Iterator[CellLine]) -> list[CellLine]:
    return [replace(line, id=at) for at, line in enumerate(lines)]


def file_columns() -> tuple[Column, ...]:
    """Return the columns of the files."""
    return (
        Column("name", _("File"), lambda f: (f.name, "quiet" if f.off else ""), 24, 1, grow=True),
        Column("format", _("Format"), lambda f: f.format or (f.reason, "bad"), 20, 5),
        Column("shop", _("Shop"), lambda f: f.shop, 16, 4),
        Column("change", _("Change"), lambda f: _count(f, f.change, "strong"), 7, 2,
               align="right"),
        Column("same", _("Stay"), lambda f: _count(f, f.same, ""), 7, 6, align="right"),
        Column("left", _("Left out"), lambda f: _count(f, f.left, "soon"), 9, 7, align="right"),
        Column("refused", _("Refused"), lambda f: _count(f, f.refused, "bad"), 8, 3,
               align="right"),
    )  # fmt: skip


def cell_columns(lines: Sequence[CellLine]) -> tuple[Column, ...]:
    """Return the columns of what changes, as far as they have something to say."""
    columns = (
        Column("what", _("SKU"), lambda c: c.what, 12, 1, whole=True),
        Column("row", _("Row"), lambda c: (c.row, "quiet"), 5, 6, align="right"),
        Column("name", _("Product"), lambda c: c.name, 16, 5, grow=True),
        Column("field", _("Column"), lambda c: c.field, 12, 4),
        Column("before", _("Before"), lambda c: (c.before, "quiet"), 10, 3),
        Column("after", _("After"), lambda c: f"{glyphs().arrow} {c.after}", 14, 2, grow=True),
    )
    always = {"what", "after"} if lines and not any(line.before for line in lines) else {"before"}
    return tuple(
        c for c in columns if c.id in always or any(getattr(line, c.id) for line in lines)
    ) or columns  # fmt: skip


def left_columns(lines: Sequence[CellLine]) -> tuple[Column, ...]:
    """Return the columns of what is left out."""
    columns = (
        Column("why", _("Why"), _why, 10, 2),
        Column("row", _("Row"), lambda c: (c.row, "quiet"), 5, 4, align="right"),
        Column("what", _("What"), lambda c: c.what, 18, 1, grow=True),
        Column("field", _("Column"), lambda c: c.field, 14, 5),
        Column("after", _("Reason"), lambda c: c.after, 24, 3, grow=True),
    )
    return tuple(c for c in columns if any(getattr(line, c.id) for line in lines)) or columns


def note_columns(_lines: Sequence[CellLine]) -> tuple[Column, ...]:
    """Return the columns of the notes."""
    return (
        Column("after", _("Note"), lambda n: n.after, 40, 1, grow=True),
        Column("what", _("File"), lambda n: (n.what, "quiet"), 24, 2),
    )


def _why(line: CellLine) -> Shown:
    return _(WHY.get(line.why, line.why)), LOOKS.get(line.why, "quiet")


def _count(line: FileLine, n: int, look: str) -> Shown:
    if line.reason:
        return ""
    return (number(n, language()), "quiet" if line.off or not n else look)
