"""A SKU opened whole, from whichever list it was found in; its numbers open from here."""

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.products import calls, sheets
from shopdesk.screens.products.ledger import show_coming, show_holders, show_ledger
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.picture import Drawing, Picture, way

if TYPE_CHECKING:
    from shopdesk.services.products import ProductCard

LEDGER, HOLDERS, COMING, PICTURE = "l", "o", "i", "p"
KEYS: Final = {
    LEDGER: N_("Every movement of its stock"),
    HOLDERS: N_("Who holds its pieces"),
    COMING: N_("Which deliveries bring more"),
    PICTURE: N_("The next picture"),
}  # fmt: skip
COLUMNS, ROWS = 60, 12
"""Cells that a picture has."""


def open_product(app: Any, variant: int) -> None:
    """Ask for a SKU and show it whole."""
    app.ask("products.show", variant, then=lambda card: show(app, card))


def show(app: Any, card: "ProductCard") -> None:
    """Ask for what is beyond the card, and show the SKU whole."""
    app.ask(calls.beyond, card.row.id, then=lambda beyond: _show(app, card, beyond))


def _show(app: Any, card: "ProductCard", beyond: "calls.Beyond") -> None:
    """Show a SKU whole; one key further the rows behind its numbers."""
    paper = sheets.whole(card, app.clock, beyond).line()
    for key, said in KEYS.items():
        if key != PICTURE or len(card.pictures) > 1:
            paper.write(f"{key} ", "bold $text-accent").line(_(said))

    def answered(key: str | None) -> None:
        back = partial(_show, app, card, beyond)
        if key == LEDGER:
            show_ledger(app, card.row.sku, back)
        elif key == HOLDERS:
            show_holders(app, card.row.sku, card.row.id, back)
        elif key == COMING:
            show_coming(app, card.row.sku, back)

    app.push_screen(ProductReader(_("SKU {sku}").format(sku=card.row.sku), paper, card), answered)


class ProductReader(Reader):
    """The sheet of a SKU, under its picture."""

    def __init__(self, title: str, paper: Paper, card: "ProductCard") -> None:
        super().__init__(title, paper, keys=[LEDGER, HOLDERS, COMING])
        self._card, self._at = card, 0

    def body(self) -> ComposeResult:
        """Show the picture and the sheet."""
        with VerticalScroll(can_focus=False, id="scroll"):
            yield Picture()
            yield sheet(self._paper, id="sheet")

    def on_mount(self) -> None:
        """Ask for the picture."""
        self.ask_picture()

    def on_key(self, event: events.Key) -> None:
        """Show the next picture."""
        if event.character == PICTURE:
            event.stop()
            self._at += 1
            self.ask_picture()

    def ask_picture(self) -> None:
        """Ask for the picture whose turn it is."""
        if self._card.pictures:
            wanted = self._card.pictures[self._at % len(self._card.pictures)].id
            ask_picture(self.app, wanted, self._put)

    def _put(self, drawing: Drawing | None) -> None:
        if self.is_attached:
            self.query_one(Picture).put(drawing)


def ask_picture(app: Any, picture: int, then: Any) -> None:
    """Ask for a picture, drawn as this terminal can; where it can draw none, ask nothing."""
    chosen = "" if app.settings.ascii else way(os.environ, app.settings.pictures)
    if chosen:
        app.ask(calls.picture, picture, COLUMNS, ROWS, chosen, then=then, slot="picture")
