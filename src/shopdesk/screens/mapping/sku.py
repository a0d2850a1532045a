"""Asking for a SKU: what is typed is completed from the catalogue, by code or by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.field import Field

if TYPE_CHECKING:
    from shopdesk.screens.house import House
    from shopdesk.services.mapping import Match


class AskSku(Dialog[str]):
    """Returns the SKU under the cursor, or what was typed where no SKU goes on so."""

    PLACE = "ask_sku"
    DEFAULT_CSS = """
    AskSku #box { width: 84; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up", N_("Up"), N_("One line up")),
        Action("down", "down", N_("Down"), N_("One line down")),
        Action("complete", "tab", N_("Write out"), N_("Write the SKU out")),
    )

    def __init__(self, title: str, typed: str = "") -> None:
        super().__init__(title)
        self._typed = typed
        self._found: Sequence[Match] = ()

    def body(self) -> ComposeResult:
        """Show the field, and below it what goes on so."""
        hint = _("a SKU, or words of its name")
        yield Field(safe(self._typed), placeholder=hint, id="sku", select_on_focus=False)
        yield OptionList(id="skus")

    def on_mount(self) -> None:
        """Begin with what the shop wrote."""
        self.skus.can_focus = False
        self._ask()

    @property
    def skus(self) -> OptionList:
        """The SKUs below the field."""
        return self.query_one("#skus", OptionList)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one("#sku", Field).value.strip()

    def on_input_changed(self) -> None:
        """Find what goes on so."""
        self._ask()

    def _ask(self) -> None:
        house = cast("House", self.app)
        house.ask("mapping.matching", self.typed, then=self._take, slot="skus")

    def _take(self, found: "Sequence[Match]") -> None:
        if not self.is_attached:
            return
        self._found = found
        self.skus.clear_options()
        self.skus.add_options(_option(one) for one in found)
        self.skus.highlighted = 0 if found else None

    def _here(self) -> str:
        at = self.skus.highlighted
        same = (one.sku for one in self._found if one.sku.lower() == self.typed.lower())
        return next(same, self.typed if at is None else self._found[at].sku)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the SKU under the mouse."""
        self.dismiss(self._found[event.option_index].sku)

    def on_input_submitted(self) -> None:
        """Take the SKU under the cursor."""
        if sku := self._here():
            self.dismiss(sku)

    def do_up(self) -> None:
        """One line up."""
        self.skus.action_cursor_up()

    def do_down(self) -> None:
        """One line down."""
        self.skus.action_cursor_down()

    def do_complete(self) -> None:
        """Write the SKU under the cursor out."""
        field = self.query_one("#sku", Field)
        field.value = self._here()
        field.cursor_position = len(field.value)


def _option(one: "Match") -> Option:
    return Option(Content.assemble((safe(one.sku, 40), "bold"), "  ", safe(one.name, 60)))
