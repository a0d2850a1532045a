"""Saying what the columns of an unknown sheet mean, with samples beside and a preview below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.channels.ways import DATES, NUMBERS, Way
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.facts import said
from shopdesk.screens.listing import Listing
from shopdesk.screens.words import word
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece, cut

if TYPE_CHECKING:
    from shopdesk.channels.generic import Aim
    from shopdesk.clock import Clock
    from shopdesk.services.imports.previewing import Preview, PreviewLine
    from shopdesk.services.imports.sampling import Sample

C = TypeVar("C", bound=str)
NOTHING: Final = "-"
AIMS: "Final[Mapping[Aim, str]]" = {
    "orders": N_("orders"), "products": N_("products and stock"), "delivery": N_("a delivery"),
    "bank": N_("a bank statement"), "gateway": N_("a gateway's report"),
    "events": N_("events of parcels"), "chats": N_("chats with customers"),
    "stats": N_("statistics of a shop"),
}  # fmt: skip
"""What a sheet of one's own can hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said: what the sheet holds, the fields with their columns, how it writes."""

    sample: "Sample"
    aim: "Aim"
    columns: dict[str, str]
    way: "Way"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the sheet, what it means, and some of its values."""

    id: int
    title: str
    meaning: str
    examples: str
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.title} {self.examples}"


class MeaningDialog(Dialog[str]):
    """Returns the field that a column stands for, or ``NOTHING``."""

    def __init__(self, title: str, choices: Mapping[str, str], chosen: str) -> None:
        super().__init__(title)
        self._choices, self._chosen = choices, chosen

    def body(self) -> ComposeResult:
        """Show the fields."""
        options = [Option(Content(safe(name)), field) for field, name in self._choices.items()]
        shown = OptionList(*options)
        shown.highlighted = list(self._choices).index(self._chosen)
        yield shown

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the field."""
        self.dismiss(event.option_id)


class MappingDialog(Spread[Told]):
    """Lists the columns with samples; returns what they mean once that can be read."""

    PLACE = "mapping"
    DEFAULT_CSS = """
    MappingDialog #columns { height: 1fr; }
    MappingDialog #preview { height: 7; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("keep", "s", N_("Keep"), N_("Remember what the columns mean, and plan again"),
               check=lambda d: d.wrong(), footer=True, writes=True),
        Action("clear", "x", N_("Nothing"), N_("Say that the column means nothing here"),
               footer=True),
        Action("aim", "t", N_("Holds"),
               N_("What the sheet holds: orders, products, payments, events, chats, visitors"),
               footer=True),
        Action("numbers", "n", N_("Numbers"), N_("How the sheet writes its numbers"), footer=True),
        Action("dates", "d", N_("Dates"), N_("Which comes first: day, month or year"),
               footer=True),
        Action("currency", "m", N_("Currency"), N_("The currency of the amounts"), footer=True),
    )  # fmt: skip

    def __init__(self, sample: "Sample") -> None:
        super().__init__(
            _("What do the columns mean? {file}").format(file=cut(sample.path.name, 40))
        )
        self._sample, self._way, self._aim = sample, sample.way, sample.aim
        self._meaning = {title: field for field, title in sample.guesses[sample.aim].items()}
        self._rows: Listing[ColumnRow] = Listing()
        self._lines: Listing[PreviewLine] = Listing()
        self._preview: Preview | None = None

    def lists(self) -> ComposeResult:
        """Yield the columns, how the sheet writes, and the first lines as they would be read."""
        loading = _("Loading…")
        self._rows.rows = self._columns()
        yield Grid(self._rows, _sheet_columns(), sort="id",
                   sentences=("", "", loading), id="columns")  # fmt: skip
        yield Line(id="way")
        yield Line(id="wrong")
        nothing = _("No line can be read yet.")
        yield Grid(self._lines, self._preview_columns(), sort="id",
                   sentences=(nothing, nothing, loading), id="preview")  # fmt: skip

    def on_mount(self) -> None:
        """Show the first guess, and what it would read."""
        self.query_one("#preview", Grid).can_focus = False
        self.grid.load("")
        self.grid.focus()
        self._ask()

    @property
    def grid(self) -> Grid[ColumnRow]:
        """The columns of the sheet."""
        return self.query_one("#columns", Grid)

    def _columns(self) -> list[ColumnRow]:
        labels = {one.field: one.label for one in self._sample.meanings[self._aim]}
        return [
            ColumnRow(at, title, labels.get(self._meaning.get(title, ""), ""),
                      " · ".join(self._sample.values(at)))
            for at, title in enumerate(self._sample.header)
            if title
        ]  # fmt: skip

    @property
    def mapped(self) -> dict[str, str]:
        """The fields and their columns as they were told so far."""
        return {field: title for title, field in self._meaning.items()}

    def _ask(self) -> None:
        """Read the first lines anew: something was told."""
        self.house.ask(
            "imports.previewing.preview", self._sample, self.mapped, self._way, self._aim,
            then=self._show, slot="preview",
        )  # fmt: skip

    def _show(self, preview: "Preview") -> None:
        self._preview = preview
        self._lines.rows = preview.lines
        self.query_one("#preview", Grid).load("")
        way = self._way
        self.query_one("#way", Line).show([
            Piece(" t ", "key"), Piece(_(AIMS[self._aim])), Piece("   n ", "key"),
            Piece(NUMBERS[way.style]), Piece("   d ", "key"), Piece(_(DATES[way.dates])),
            Piece("   m ", "key"), Piece(way.currency),
        ])  # fmt: skip
        wrong = Piece(f" {preview.wrong}", "late")
        good = Piece(" " + _("The first lines, as they would be read:"), "dim")
        self.query_one("#wrong", Line).show([wrong if preview.wrong else good])
        self.offer()

    def wrong(self) -> str | None:
        """Return why the mapping cannot be kept yet, or None."""
        if self._preview is None:
            return _("Loading…")
        return None if self._preview.lines else self._preview.wrong or _("No line can be read yet.")

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Ask what the column means."""
        row: ColumnRow = message.row
        stars = {"yes": " *", "one": " (*)", "": ""}
        choices = {NOTHING: _("– nothing –")} | {
            one.field: one.label + stars[one.needed] for one in self._sample.meanings[self._aim]
        }
        title = _("{column}: {examples}").format(column=row.title, examples=row.examples[:60])
        chosen = self._meaning.get(row.title, NOTHING)
        dialog = MeaningDialog(title, choices, chosen)
        self.app.push_screen(dialog, lambda field: self._mean(row.title, field))

    def _mean(self, title: str, field: str | None) -> None:
        if field is None:
            return
        self._meaning = {t: f for t, f in self._meaning.items() if f != field and t != title}
        if field != NOTHING:
            self._meaning[title] = field
        self._rows.rows = self._columns()
        self.grid.reload()
        self._ask()

    def do_clear(self) -> None:
        """Say that the column under the cursor means nothing."""
        if (row := self.grid.row) is not None:
            self._mean(row.title, NOTHING)

    def do_aim(self) -> None:
        """Turn to the next thing that a sheet can hold, with the guess for it."""
        self._aim = _next(AIMS, self._aim)
        guess = self._sample.guesses[self._aim]
        self._meaning = {title: field for field, title in guess.items()}
        self._rows.rows = self._columns()
        self.grid.reload()
        preview = self.query_one("#preview", Grid)
        preview.columns = self._preview_columns()
        preview.lay_out()
        self._ask()

    def _preview_columns(self) -> "tuple[Column, ...]":
        columns = _preview_columns(self.house.clock, lambda: self._way.currency)
        if self._aim == "orders":
            return columns
        named = _titles(self._aim)
        return tuple(replace(c, title=named[c.id]) for c in columns if c.id in named)

    def do_numbers(self) -> None:
        """Turn to the next way of writing numbers."""
        self._way = replace(self._way, style=_next(NUMBERS, self._way.style))
        self._ask()

    def do_dates(self) -> None:
        """Turn to the next order of day, month and year."""
        self._way = replace(self._way, dates=_next(DATES, self._way.dates))
        self._ask()

    def do_currency(self) -> None:
        """Ask for the currency."""
        ask = Ask(_("Currency"), [Question("currency", _("Code, like IDR"), self._way.currency,
                                           needed=True)], test=_no_code)  # fmt: skip

        def told(answers: Answers | None) -> None:
            if answers:
                self._way = replace(self._way, currency=answers["currency"].upper())
                self._ask()

        self.app.push_screen(ask, told)

    def do_keep(self) -> None:
        """Return what was told."""
        self.dismiss(Told(self._sample, self._aim, self.mapped, self._way))


def _next(choices: Mapping[C, str], now: C) -> C:
    names = list(choices)
    return names[(names.index(now) + 1) % len(names)]


def _no_code(answers: Answers) -> str | None:
    code = answers["currency"]
    good = len(code) == 3 and code.isascii() and code.isalpha()
    return None if good else _("A currency has three letters, like IDR.")


def _sheet_columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Column"), lambda c: c.title, 20, 1),
        Column("meaning", _("Means"), lambda c: (c.meaning or "–", "" if c.meaning else "quiet"),
               18, 2),
        Column("examples", _("Examples"), lambda c: (c.examples, "quiet"), 20, 3, grow=True),
    )  # fmt: skip


def _titles(aim: "Aim") -> Mapping[str, str]:
    """Return what the columns of a preview are called for a sheet that holds no orders."""
    if aim in {"bank", "gateway"}:
        return {"number": _("Order"), "placed": _("Date"), "name": _("Words of the bank"),
                "price": _("Fee"), "total": _("Amount"), "buyer": _("Payer"),
                "status": _("Status")}  # fmt: skip
    if aim == "events":
        return {"number": _("Resi"), "placed": _("When"), "name": _("What happened"),
                "buyer": _("Place")}  # fmt: skip
    if aim == "chats":
        return {"number": _("Customer"), "placed": _("When"), "name": _("Message"),
                "buyer": _("Who wrote it"), "status": _("Side")}  # fmt: skip
    if aim == "stats":
        return {"number": _("Date"), "name": _("Orders"), "qty": _("Visitors"),
                "total": _("Sales")}  # fmt: skip
    return {"number": _("Delivery note"), "sku": _("SKU"), "name": _("Product"),
            "qty": _("Pieces"), "price": _("Price"), "total": _("Cost")}  # fmt: skip


def _preview_columns(clock: "Clock", currency: Callable[[], str]) -> tuple[Column, ...]:
    def amount(value: int | None) -> str:
        return said(value, "money", clock, currency())

    return (
        Column("number", _("Order"), lambda p: p.number, 12, 1, whole=True),
        Column("placed", _("Placed"), lambda p: said(p.placed, "instant", clock), 12, 3),
        Column("name", _("Product"), lambda p: p.name or p.sku, 16, 2, grow=True),
        Column("sku", _("SKU"), lambda p: p.sku, 12, 7),
        Column("qty", _("Quantity"), lambda p: "" if p.qty is None else number(p.qty, language()),
               8, 4, align="right"),
        Column("price", _("Price"), lambda p: amount(p.price), 12, 5, align="right"),
        Column("total", _("Total"), lambda p: amount(p.total), 12, 6, align="right"),
        Column("buyer", _("Buyer"), lambda p: p.buyer, 12, 8),
        Column("status", _("Status"),
               lambda p: " · ".join(word(one) for one in p.status.split()), 16, 9),
    )  # fmt: skip
