"""The saved views of a desk: show one, save the filter of now, rename, remove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.text import safe
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import fit
from shopdesk.widgets.line import Line, Piece, cut
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.views import Saved


WIDEST: Final = 92
"""Cells of the box, where the terminal has them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants of the views: "show", or a verb of theirs with what it takes."""

    verb: str
    words: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


def _own(dialog: "ViewsDialog") -> str | None:
    """Refuse what only a saved view can have done to it."""
    return None if dialog.here else _("Choose a view that somebody saved.")


class ViewsDialog(Dialog[Asked]):
    """Lists the views, saved ones first; Enter shows the one under the cursor."""

    PLACE = "views"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("save", "a", N_("Save"), N_("Save the filter of now as a view"), writes=True),
        Action("rename", "e", N_("Rename"), N_("Give the view another name"), "row", _own,
               writes=True),
        Action("remove", "x", N_("Remove"), N_("Forget the view"), "row", _own, writes=True),
    )  # fmt: skip

    def __init__(self, saved: "Sequence[Saved]", built_in: Mapping[str, str], now: str) -> None:
        super().__init__(_("Saved views"))
        self._saved = {str(view.id): view for view in saved}
        self._built_in, self._now = built_in, now

    @property
    def here(self) -> "Saved | None":
        """The saved view under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return self._saved.get(option.id or "") if option else None

    def body(self) -> ComposeResult:
        """Show the views, what is wrong, and the keys."""
        width = max((cell_len(name) for name in self._names()), default=0)
        own = [
            Option(self._told(f"@{view.name}", width, view.filter, _whose(view), view.wrong), key)
            for key, view in self._saved.items()
        ]
        ours = [
            Option(self._told(f"@{name}", width, where, _("built in")), f"@{name}")
            for name, where in self._built_in.items()
        ]
        yield OptionList(*own, *ours)
        wrong, keys = Line(id="wrong"), Line(id="keys")
        pieces = [Piece(" enter", "key"), Piece(" " + _("Show"))]
        for action in self.ACTIONS:
            pieces += [Piece(f"  {action.sign}", "key"), Piece(f" {_(action.label)}")]
        keys.show(pieces)
        yield wrong
        yield keys

    def _names(self) -> list[str]:
        return [f"@{name}" for name in (*self._built_in, *(v.name for v in self._saved.values()))]

    def _told(
        self, name: str, width: int, where: str, whose: str, wrong: str | None = None
    ) -> Content:
        room = min(WIDEST, self.app.size.width * 96 // 100) - 10
        ends = max(map(cell_len, (_("built in"), _("the shop's"), _("mine"))))
        head = fit(safe(name), width) + "  "
        said = cut(safe(wrong or where or _("everything")), max(8, room - width - ends))
        look = "$text-error" if wrong else ""
        return Content.assemble((head, "bold"), (fit(whose, ends) + "  ", QUIET), (said, look))

    def on_mount(self) -> None:
        """Take no more room than the views need."""
        self.query_one("#box").styles.width = WIDEST

    def tell(self, reason: str) -> None:
        """Show why a key did nothing, in the box."""
        self.query_one("#wrong", Line).show([Piece(f" {reason}", "late")])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show the view; one that cannot be used says why."""
        view = self._saved.get(event.option_id or "")
        if view and view.wrong:
            self.tell(view.wrong)
        else:
            name = f"@{view.name}" if view else str(event.option_id)
            self.dismiss(Asked("show", (name,)))

    def do_save(self) -> None:
        """Ask for a name and for whom it is, then save the filter of now."""
        about = Paper().line(self._now or _("everything"), QUIET)
        first = self._now.split(" ")[0].removeprefix("@")
        known = next((v for v in self._saved.values() if v.name == first), None)
        name, whose = (known.name, "shop" if known.shared else "") if known else ("", "")
        choices = {"": _("me"), "shop": _("the whole shop")}
        questions = [
            Question("name", _("Name"), name, _("late-shopee"), needed=True),
            Question("whose", _("For"), whose, choices=choices),
        ]
        ask = Ask(_("Save as view"), questions, about=about, button=_("Save"))
        self.app.push_screen(ask, self._save)

    def _save(self, answers: Answers | None) -> None:
        if answers:
            options = {"shop": answers["whose"] == "shop"}
            self.dismiss(Asked("save", (answers["name"], self._now), options))

    def do_rename(self) -> None:
        """Ask for the new name."""
        if view := self.here:
            question = Question("name", _("Name"), view.name, needed=True)
            ask = Ask(_("Rename @{name}").format(name=view.name), [question], button=_("Rename"))
            self.app.push_screen(ask, self._rename)

    def _rename(self, answers: Answers | None) -> None:
        if answers and (view := self.here):
            self.dismiss(Asked("rename", (view.name, answers["name"])))

    def do_remove(self) -> None:
        """Forget the view; undo brings it back."""
        if view := self.here:
            self.dismiss(Asked("remove", (view.name,)))


def _whose(view: "Saved") -> str:
    return _("the shop's") if view.shared else _("mine")
