"""The Products desk itself: it knows what to ask; the grid knows how to window it."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from shopdesk.locale import _
from shopdesk.screens.counting import open_counting
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.doorway import Call
from shopdesk.screens.exporting import open_exporting
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.mapping import open_mapping
from shopdesk.screens.products import calls, sheets
from shopdesk.screens.products.actions import ACTIONS
from shopdesk.screens.products.bulk import bulk_edit
from shopdesk.screens.products.columns import columns
from shopdesk.screens.products.copying import ProductCopies
from shopdesk.screens.products.ledger import show_holders, show_ledger
from shopdesk.screens.products.record import ask_picture, show
from shopdesk.screens.products.views import VIEWS
from shopdesk.screens.pushing import open_pushing
from shopdesk.screens.source import Rows
from shopdesk.screens.view_strip import ViewStrip
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.picture import Drawing, Picture
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from shopdesk.services.products import ProductCard

KEPT: Final = 24
"""Pictures that are kept as they were drawn."""


class ProductsDesk(ProductCopies):
    """The catalogue of all shops, and the work on it."""

    DIGIT, NAME, PLACE = "3", N_("Products"), "products"
    SENTENCE = N_("Prices, stock and listings of every product.")
    AREA, SORT = "products", "sku"
    VIEWS = VIEWS
    UNLEARNT: ClassVar[dict[str, str]] = {}
    ACTIONS: ClassVar[Sequence[Action]] = (*LOOKING, *ACTIONS)
    DEFAULT_CSS = """
    ProductsDesk #side { width: auto; }
    ProductsDesk #side Picture {
        display: none; padding: 0 1; background: $surface; border-left: solid $panel;
    }
    ProductsDesk.-wide #side Picture.-shown { display: block; width: 64; }
    ProductsDesk RecordPanel { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: OrderedDict[int, Drawing | None] = OrderedDict()

    def body(self) -> ComposeResult:
        """Yield the strip of views, the filter, the grid, and the panel under its picture."""
        yield ViewStrip(id="views")
        yield FilterBar(self.grammar).like(_("words, stock<5, price>100k, is:incomplete …"))
        with Horizontal(id="desk"):
            yield Grid[Any](
                Rows(self.house, self.AREA), self.columns(), sort=self.SORT,
                sentences=self.sentences(), id=self.AREA,
            )  # fmt: skip
            with Vertical(id="side"):
                yield Picture()
                yield RecordPanel()

    def on_mount(self) -> None:
        """Begin with prices where somebody edits: they change most."""
        self.grid.begin_with("price")

    def columns(self) -> Sequence[Column]:
        """Return the columns of the catalogue."""
        return columns(lambda field: tuple(self.grammar.values.get(field, ())))

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty catalogue says."""
        return (
            _("No products yet. a adds one, i imports a catalogue."),
            _("No SKU matches. esc takes the filter away."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of the catalogue."""
        return calls.grammar

    def counts_call(self) -> Call:
        """Return what counts the SKUs of each view."""
        return calls.counts

    def paper(self, card: "ProductCard", *, everything: bool = False) -> Paper:
        """Return the SKU as a sheet."""
        del everything  # what is beyond the panel is asked for when a SKU is opened
        return sheets.whole(card, self.house.clock)

    def name_of(self, card: "ProductCard") -> str:
        """Return what the SKU is called."""
        return _("SKU {sku}").format(sku=card.row.sku)

    def _open(self, card: "ProductCard") -> None:
        self.house.opened(self.PLACE, card.row.id, self.name_of(card))
        show(self.app, card)

    # The picture over the panel

    def _panel(self, wanted: tuple[int, int], card: "ProductCard") -> None:
        super()._panel(wanted, card)
        if not self.has_class("-wide"):
            return
        first = card.pictures[0].id if card.pictures else None
        if first is None or first in self._drawn:
            self._put(first, self._drawn.get(first) if first else None)
        else:
            ask_picture(self.app, first, partial(self._put, first))

    def _put(self, picture: int | None, drawing: Drawing | None) -> None:
        if picture is not None:
            self._drawn[picture] = drawing
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        self.query_one("#side Picture", Picture).put(drawing)

    def reload(self) -> None:
        """Ask for everything again, the pictures too."""
        self._drawn.clear()
        super().reload()

    # What shows, and what asks of other rooms

    def do_bulk(self) -> None:
        """Change a field of the marks, or of the row, by value or by formula."""
        self.grid.chosen(lambda ids: bulk_edit(self.app, ids, self._done))

    def do_why(self) -> None:
        """Say why it is not complete, and why it is not sold."""
        if (row := self.grid.row) is not None:
            self.house.ask("products.show", row.id, then=self._why)

    def _why(self, card: "ProductCard") -> None:
        title = _("Why {sku}?").format(sku=card.row.sku)
        reader = Reader(title, sheets.why(card), keys=["f"] if card.gaps else [])
        self.app.push_screen(reader, lambda key: self.do_fix() if key else None)

    def do_ledger(self) -> None:
        """Show every movement of the SKU."""
        if (row := self.grid.row) is not None:
            show_ledger(self.app, row.sku)

    def do_holders(self) -> None:
        """Show who holds pieces of the SKU."""
        if (row := self.grid.row) is not None:
            show_holders(self.app, row.sku, row.id)

    def do_told(self) -> None:
        """Show what the shops would be told, of the marks or of everything."""
        if self.grid.marks:
            self.grid.chosen(lambda ids: open_pushing(self.app, ids))
        else:
            open_pushing(self.app)

    def do_export(self) -> None:
        """Ask what the shops are to be told by files: of the marks, or of all that is shown."""
        window = self.grid.window
        where = f"{window.where} sort:{window.sort}".strip()
        if self.grid.marks:
            self.grid.chosen(lambda ids: open_exporting(self.app, where, ids, window.total))
        else:
            open_exporting(self.app, where, (), window.total)

    def do_count(self) -> None:
        """Show the count sheets; a new one may be over the marks, or over what is shown."""
        where = self.grid.window.where
        if self.grid.marks:
            self.grid.chosen(lambda ids: open_counting(self.app, where, ids))
        else:
            open_counting(self.app, where)

    def do_map(self) -> None:
        """Show the listings that stand for no SKU yet."""
        open_mapping(self.app)
