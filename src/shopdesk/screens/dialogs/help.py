"""The help of a desk, made from its declared actions and searched by typing.

It says each key, what it does, and why it is off now; its last page is the filter language.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from shopdesk.locale import N_, _, in_every_language
from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.screens.dialogs.scrolling import Scrolling
from shopdesk.widgets.action import Action, Acts, sign
from shopdesk.widgets.field import Field
from shopdesk.widgets.paper import QUIET, Paper

Group = tuple[str, Acts, Sequence[Action]]
"""A heading, the place that would act, and its actions."""

FILTERS: Final = (
    ("blue mug", N_("both words, anywhere: number, resi, SKU, product, buyer")),
    ('"blue mug"', N_("the words in this order")),
    ("status:to_pack,to_ship", N_("one of these")),
    ("-channel:shopee", N_("not this")),
    ("total>100000", N_("more than; also < <= >= and 100000..200000")),
    ("placed>=2026-11", N_("since a day, a month or a year")),
    ("placed:today placed:last-week", N_("a day or a span by its name")),
    ("is:late is:stuck", N_("what is so")),
    ("sort:-total", N_("in this order; - turns it round")),
    ("@late", N_("a saved view")),
)
"""The filter language on one page: an example, and what it finds."""


class Help(Scrolling[None]):
    """Shows every key of a desk; typing leaves only the lines that have these words."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up", N_("Up"), N_("One line up")),
        Action("down", "down", N_("Down"), N_("One line down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
    )

    def __init__(self, desk: str, groups: Sequence[Group], fields: Sequence[str] = ()) -> None:
        super().__init__(_("Help: {desk}").format(desk=desk))
        self._groups, self._fields = groups, fields

    def body(self) -> ComposeResult:
        """Show the field and the sheet."""
        hint = _("type to search; esc leaves")
        yield Field(placeholder=hint, id="query", select_on_focus=False)
        with VerticalScroll(can_focus=False, id="scroll"):
            yield sheet(self.paper(""), id="sheet")

    def paper(self, query: str) -> Paper:
        """Return the sheet with the lines that have all these words."""
        words = query.casefold().split()
        paper = Paper()
        for heading, place, actions in self._groups:
            rows = [action for action in actions if _has(words, place, action)]
            if rows:
                paper.heading(heading)
            for action in rows:
                _row(paper, place, action)
        lines = [(example, said) for example, said in self._language()
                 if all(word in f"{example} {said}".casefold() for word in words)]  # fmt: skip
        if lines:
            paper.heading(_("The filter language")).pairs(lines)
        return paper or paper.line(_("Nothing here has these words."))

    def _language(self) -> Iterator[tuple[str, str]]:
        yield from ((example, _(said)) for example, said in FILTERS)
        if self._fields:
            yield _("Fields"), " ".join(self._fields)

    def on_input_changed(self, event: Field.Changed) -> None:
        """Leave only what has the words that are typed."""
        self.query_one("#sheet", Static).update(self.paper(event.value).content())
        self.sheet_view.scroll_home(animate=False)


def _has(words: Sequence[str], place: Acts, action: Action) -> bool:
    """Tell whether an action's line has all these words, in either language."""
    said = [*in_every_language(action.label), *in_every_language(action.help)]
    text = " ".join([*said, *map(sign, action.keys), action.refusal(place) or ""]).casefold()
    return all(word in text for word in words)


def _row(paper: Paper, place: Acts, action: Action) -> None:
    keys = " ".join(sign(key) for key in action.keys)
    reason = action.refusal(place)
    paper.write(f"{keys:<10} ", "bold").write(f"{_(action.label):<18} ", QUIET if reason else "")
    paper.write(_(action.help), QUIET)
    if reason:
        paper.write(f" — {reason}", "$text-warning")
    paper.end()
