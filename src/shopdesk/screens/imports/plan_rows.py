"""The lists of an import plan: its files, the facts it changes, what it refuses, what it notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.screens import facts
from shopdesk.screens.imports.rows import export
from shopdesk.screens.words import fact
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.imports import FileReport, ImportPlan, Outcome

WHOLE: Final = ("money", "instant", "number")
"""Kinds whose values are whole numbers."""
EVERY: Final = -1
"""The line of totals, above the files."""
KINDS: Final = {
    "total": "money", "subtotal": "money", "shipping_fee": "money", "discount": "money",
    "refunded": "money", "ship_by": "instant", "placed_at": "instant", "paid_at": "instant",
    "shipped_at": "instant", "delivered_at": "instant", "status": "word", "payment": "word",
    "fulfilment": "word", "case_state": "word", "lines": "number", "units": "number",
    "price": "money", "compare_at": "money", "cost": "money", "own_price": "money",
    "told_price": "money", "told_stock": "number", "stock": "number", "weight_g": "number",
    "amount": "money", "fee": "money", "net": "money",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanFile:
    """One file of the plan, or all of them together."""

    id: int
    name: str
    what: str
    shop: str
    counts: "Outcome"
    rows: int
    taken: bool
    kind: str = "orders"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.name


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One fact that changes, one refusal, or one note; ``file`` says of which file."""

    id: int
    file: int
    name: str
    place: str
    field: str
    before: str
    after: str
    channel: str = ""
    shop: str = ""
    kind: str = "orders"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"file={self.file}. {self.place} {self.field} {self.before} {self.after}"


def files(plan: "ImportPlan") -> list[PlanFile]:
    """Return the files of the plan; above several their totals."""
    from shopdesk.services.imports import Outcome

    rows = [
        PlanFile(
            at, r.file, r.format or "", r.shop or "", r.counts, r.rows, r.format is not None, r.kind
        )
        for at, r in enumerate(plan.files)
    ]
    if len(rows) == 1:
        return rows
    total = Outcome()
    for row in rows:
        for name in ("new", "changed", "unchanged", "refused", "stale"):
            setattr(total, name, getattr(total, name) + getattr(row.counts, name))
    n = number(len(rows), language())
    everything = PlanFile(
        EVERY, _("All {n} files").format(n=n), "", "", total, sum(r.rows for r in rows), taken=True
    )
    return [everything, *rows]


def changes(plan: "ImportPlan", clock: Clock) -> list[PlanLine]:
    """Return the facts that the plan changes, as far as its sample goes."""
    return _numbered(
        PlanLine(
            0, at, report.file, change.number, fact(change.field),
            _value(change.field, change.before, clock), _value(change.field, change.after, clock),
            report.channel or "", report.shop or "", report.kind,
        )
        for at, report in enumerate(plan.files)
        for change in report.changes
    )  # fmt: skip


def differences(plan: "ImportPlan", clock: Clock) -> list[PlanLine]:
    """Return what a shop shows otherwise than we say, as far as the sample goes."""
    return _numbered(
        PlanLine(
            0, at, report.file, change.number, fact(change.field),
            _value(change.field, change.before, clock), _value(change.field, change.after, clock),
            report.channel or "", report.shop or "", report.kind,
        )
        for at, report in enumerate(plan.files)
        for change in report.differences
    )  # fmt: skip


def rejects(plan: "ImportPlan") -> list[PlanLine]:
    """Return what the plan refuses: where it stands, what it says, and why."""
    return _numbered(
        PlanLine(0, at, report.file, _place(one.sheet, one.row), one.column, one.value, one.reason)
        for at, report in enumerate(plan.files)
        for one in report.rejects
    )


def notes(plan: "ImportPlan") -> list[PlanLine]:
    """Return what the plan wants a person to know."""
    return _numbered(
        PlanLine(0, at, report.file, "", "", "", warning)
        for at, report in enumerate(plan.files)
        for warning in report.warnings
    )


def file_columns() -> tuple[Column, ...]:
    """Return the columns of the files."""
    return (
        Column("name", _("File"), lambda f: f.name, 22, 1, grow=True),
        Column("what", _("Format"), _recognised, 20, 6),
        Column("shop", _("Shop"), lambda f: f.shop, 16, 7),
        Column("new", _("New"), lambda f: _count(f, f.counts.new, "good"), 7, 2, align="right"),
        Column("changed", _("Changed"), lambda f: _count(f, f.counts.changed, "strong"), 8, 3,
               align="right"),
        Column("same", _("Unchanged"), lambda f: _count(f, f.counts.unchanged, ""), 10, 5,
               align="right"),
        Column("stale", _("Older"), lambda f: _count(f, f.counts.stale, "soon"), 7, 8,
               align="right"),
        Column("refused", _("Refused"), lambda f: _count(f, f.counts.refused, "bad"), 8, 4,
               align="right"),
        Column("rows", _("Rows"), lambda f: _count(f, f.rows, "quiet"), 8, 9, align="right"),
    )  # fmt: skip


def change_columns(lines: Sequence[PlanLine]) -> tuple[Column, ...]:
    """Return the columns of what changes."""
    return (
        Column("place", _named(lines), lambda c: c.place, 14, 1, whole=True),
        Column("field", _("Fact"), lambda c: c.field, 16, 4),
        Column("before", _("Before"), lambda c: (c.before, "quiet"), 13, 3, grow=True),
        Column("after", _("After"), lambda c: f"{glyphs().arrow} {c.after}", 16, 2, grow=True),
        *_file_column(lines),
    )


def difference_columns(lines: Sequence[PlanLine]) -> tuple[Column, ...]:
    """Return the columns of what shops show otherwise."""
    return (
        Column("place", _named(lines), lambda c: c.place, 14, 1, whole=True),
        Column("field", _("Fact"), lambda c: c.field, 16, 4),
        Column("before", _("Here"), lambda c: c.before, 13, 3, grow=True),
        Column("after", _("In the shop"), lambda c: (c.after, "soon"), 16, 2, grow=True),
        *_file_column(lines),
    )


def _named(lines: Sequence[PlanLine]) -> str:
    """Return what the lines are of."""
    names = {
        "orders": _("Order"),
        "payments": _("Payment"),
        "events": _("Resi"),
        "chats": _("Customer"),
        "stats": _("Date"),
    }
    named = dict.fromkeys(names.get(line.kind, _("SKU")) for line in lines)
    return ", ".join(named) or _("Order")


def reject_columns(lines: Sequence[PlanLine]) -> tuple[Column, ...]:
    """Return the columns of what is refused, as far as the refusals have something to say there."""
    columns = (
        Column("place", _("Where"), lambda r: r.place, 10, 3, whole=True),
        Column("field", _("Column"), lambda r: r.field, 16, 4),
        Column("before", _("Value"), lambda r: (r.before, "bad"), 16, 5),
        Column("after", _("Why"), lambda r: r.after, 20, 1, grow=True),
        *_file_column(lines),
    )
    return tuple(c for c in columns if any(getattr(line, c.id) for line in lines)) or columns


def note_columns(lines: Sequence[PlanLine]) -> tuple[Column, ...]:
    """Return the columns of the notes."""
    return (
        Column("after", _("Note"), lambda n: f"{glyphs().late} {n.after}", 30, 1, grow=True),
        *_file_column(lines),
    )


def _file_column(lines: Sequence[PlanLine]) -> tuple[Column, ...]:
    """Return the column of the file, where the lines are of several."""
    if len({line.file for line in lines}) < 2:
        return ()
    return (Column("name", _("File"), lambda line: (line.name, "quiet"), 24, 9),)


def _numbered(lines: Iterator[PlanLine]) -> list[PlanLine]:
    return [replace(line, id=at) for at, line in enumerate(lines)]


def _place(sheet: str, row: int | None) -> str:
    parts = [sheet, _("row {n}").format(n=row) if row else ""]
    return " · ".join(part for part in parts if part)


def _value(field: str, text: str, clock: Clock) -> str:
    kind = KINDS.get(field, "text")
    return facts.said(int(text) if kind in WHOLE and text else text, kind, clock)


def _recognised(row: PlanFile) -> Shown:
    if row.id == EVERY:
        return ""
    return export(row.what, row.kind) if row.taken else (_("not taken"), "bad")


def _count(row: PlanFile, n: int, look: str) -> Shown:
    if not row.taken:
        return ""
    return (number(n, language()), look) if n else ("0", "quiet")


def unseen(reports: "Sequence[FileReport]", sample: int = 200) -> int:
    """Return how many changed records of these files are beyond the sample that is shown."""
    return sum(max(0, report.counts.changed - sample) for report in reports)
