"""The verbs of the Products desk: each asks what it must know, then works."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.path import AskFiles
from shopdesk.screens.doorway import Call
from shopdesk.screens.products import calls
from shopdesk.screens.products.columns import plain, shown
from shopdesk.screens.products.stocking import Stocking
from shopdesk.screens.words import channel
from shopdesk.widgets.cells import amount, count
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from pathlib import Path

    from shopdesk.services.products import ProductCard


class ProductVerbs(Stocking):
    """What can be done to SKUs from their desk."""

    EDIT = "products.edit"

    def on_grid_edited(self, message: Grid.Edited) -> None:
        """Keep a value that was typed into a cell; what is wrong with it is said at the cell."""
        self.house.do(
            self.EDIT, list(message.ids), {message.field: message.value},
            then=lambda _change: message.kept(), refused=message.refused,
        )  # fmt: skip

    def do_add(self) -> None:
        """Ask for a new product, or for more SKUs of the one under the cursor."""
        row = self.grid.row
        questions = [
            Question("name", _("Product"), needed=True),
            Question("sku", _("SKU"), needed=True, hint=_("several with commas between")),
            Question("variation", _("Variation"), hint=_("one for each SKU, with commas")),
            Question("price", _("Price"), hint="89rb"),
            Question("cost", _("Cost"), hint="52rb"),
            Question("weight_g", _("Weight (g)"), hint="250"),
            Question("barcode", _("Barcode")),
            Question("category", _("Category"), row.category if row else ""),
            Question("brand", _("Brand"), row.brand if row else ""),
        ]
        same = _("More SKUs of {name}").format(name=row.name) if row else ""
        if row is not None:
            new = {"new": _("A new product"), "same": same}
            questions.insert(0, Question("where", _("What"), choices=new))
        product = row.product_id if row else 0

        def answered(answers: Answers | None) -> None:
            if answers is None:
                return
            if answers.get("where") == "same":
                self.house.do(calls.add_variants, product, answers)
            else:
                self.house.do(calls.add, answers)

        ask = Ask(_("Add a product"), questions, button=_("Add"), test=_amounts)
        self.app.push_screen(ask, answered)

    def do_archive(self) -> None:
        """Take them out of sale."""
        self._do(calls.archive)

    def do_restore(self) -> None:
        """Put them back on sale."""
        self._do(calls.restore)

    def do_prices(self) -> None:
        """Ask for the price of the SKU in each shop that lists it."""
        if (row := self.grid.row) is not None:
            self.house.ask("products.show", row.id, then=self._prices)

    def _prices(self, card: "ProductCard") -> None:
        row = card.row
        shops = {offer.shop_id: offer for offer in card.offers}
        if not shops:
            self.house.tell(_("No shop lists {sku}; m maps listings to SKUs.").format(sku=row.sku))
            return
        common = shown(row, row.price)
        hint = _("empty: {price} as everywhere").format(
            price=common if isinstance(common, str) else common[0]
        )
        questions = [
            Question(f"in-{shop}", f"{channel(offer.channel)} {offer.shop}",
                     plain(offer.own_price), hint)
            for shop, offer in shops.items()
        ]  # fmt: skip

        def answered(answers: Answers | None) -> None:
            told = answers or {}
            changed = {
                f"price@{shop}": told[f"in-{shop}"]
                for shop, offer in shops.items()
                if answers and told[f"in-{shop}"] != plain(offer.own_price)
            }
            if changed:
                self.house.do(self.EDIT, [row.id], changed)

        title = _("Prices of {sku}").format(sku=row.sku)
        self.app.push_screen(Ask(title, questions, button=_("Keep")), answered)

    def do_describe(self) -> None:
        """Let the description be written."""
        if (row := self.grid.row) is not None:
            self.house.ask("products.show", row.id, then=self._describe)

    def _describe(self, card: "ProductCard") -> None:
        from shopdesk.screens.dialogs.paste import Paste  # a text editor is slow to load

        row = card.row
        sentence = _("The description of {name}; f2 keeps it.").format(name=row.name)
        dialog = Paste(_("Description"), sentence, card.description)

        def answered(text: str | None) -> None:
            if text is not None and text != dialog.start:
                self.house.do(self.EDIT, [row.id], {"description": text})

        self.app.push_screen(dialog, answered)

    def do_pictures(self) -> None:
        """Ask for files or addresses of pictures, and put them behind those that are there."""
        if (row := self.grid.row) is None:
            return
        folder = f"{self.house.folders[0]}/" if self.house.folders else ""

        def answered(paths: "list[Path] | None") -> None:
            if paths:
                sources = [_source(str(path)) for path in paths]
                self.house.do("products.pictures.add", row.product_id, sources)

        title = _("Pictures of {name}").format(name=row.name)
        self.app.push_screen(AskFiles(title, folder), answered)

    def _do(self, verb: Call, *args: Any) -> None:
        """Run a verb on the marks, or else on the SKU under the cursor."""

        def act(ids: Sequence[int]) -> None:
            self.house.do(verb, list(ids), *args, then=self._done)

        self.grid.chosen(act)

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.forget_marks()


def _source(path: str) -> str:
    """Return an address as it was typed: a path has but one stroke behind the colon."""
    scheme, colon, rest = path.partition(":/")
    if colon and scheme in {"http", "https"}:
        return f"{scheme}://{rest.lstrip('/')}"
    return path


def _amounts(answers: Answers) -> str | None:
    """Return what is wrong with the numbers of a new product."""
    try:
        for name in ("price", "cost"):
            if answers[name]:
                amount(answers[name])
        if answers["weight_g"]:
            count(answers["weight_g"])
    except ValueError as wrong:
        return str(wrong)
    return None
