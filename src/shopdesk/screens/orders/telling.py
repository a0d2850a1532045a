"""From an order to its buyer: a template is chosen, the text is seen, then it goes or is copied."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.orders.verbs import OrderVerbs
from shopdesk.screens.outbox import calls, sheets
from shopdesk.screens.outbox.writing import Write, Written, examples
from shopdesk.widgets.paper import QUIET

if TYPE_CHECKING:
    from shopdesk.services.messages import Draft


class OrderTelling(OrderVerbs):
    """Write to the buyers of the chosen orders."""

    def do_tell(self) -> None:
        """Ask what the buyers are told, and how."""
        self.grid.chosen(self._what)

    def _what(self, ids: Sequence[int]) -> None:
        if ids:
            status = self.grid.row.status if self.grid.row else ""
            then = partial(self._choose, list(ids))
            self.house.ask(calls.choices, ids[0], status, then=then)

    def _choose(self, ids: Sequence[int], known: calls.Choices) -> None:
        from shopdesk.moments import medium_word, moment_word

        questions = [
            Question("template", _("Template"), known.likely,
                     choices={n: moment_word(n) for n in known.names}),
            Question("medium", _("Via"), choices={m: medium_word(m) for m in known.media}),
            Question("language", _("Language"), choices={
                "buyer": _("the buyer's"), "id": _("Indonesian"), "en": _("English")}),
        ]  # fmt: skip

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                told = (answers["template"], answers["medium"], answers["language"])
                self.house.ask(calls.draft, ids[0], *told, then=partial(self._preview, ids, told))

        title = _("Tell the buyer") if len(ids) == 1 else _("Tell {n} buyers").format(n=len(ids))
        self.app.push_screen(Ask(title, questions, button=_("Preview")), answered)

    def _preview(self, ids: Sequence[int], told: tuple[str, str, str], made: "Draft") -> None:
        paper, keys = sheets.draft(made), []
        if not made.wrong:
            keys.append("s")
            mail = _("s lets it go with the next sending")
            paper.line().line(mail if made.medium == "email" else _("s puts it into the outbox"),
                              QUIET)  # fmt: skip
        if len(ids) == 1:
            keys.append("e")
            paper.line(_("e changes the text first"), QUIET)
            if not made.wrong:
                keys.append("y")
                paper.line(_("y copies it, and marks it as sent by you"), QUIET)
        else:
            others = _("This is the first of {n}; each buyer gets a text of the own order.")
            paper.line(others.format(n=len(ids)), QUIET)
        then = partial(self._go_on, ids, told, made)
        self.app.push_screen(Reader(_("Preview"), paper, keys=keys), then)

    def _go_on(
        self, ids: Sequence[int], told: tuple[str, str, str], made: "Draft", key: str | None
    ) -> None:
        if key == "e":
            self._edit(ids, told, made)
        elif key:
            self._tell(ids, told, Written(made.subject, made.body) if len(ids) == 1 else None,
                       copied=key == "y")  # fmt: skip

    def _edit(self, ids: Sequence[int], told: tuple[str, str, str], made: "Draft") -> None:
        def answered(written: Written | None) -> None:
            if written is not None:
                self._tell(ids, told, written)

        start = Written(made.subject, made.body)
        mail = made.medium == "email"
        writing = Write(_("Tell the buyer"), start, mail=mail, preview=examples(made.language))
        self.app.push_screen(writing, answered)

    def _tell(
        self, ids: Sequence[int], told: tuple[str, str, str], written: Written | None, *,
        copied: bool = False,
    ) -> None:  # fmt: skip
        template, medium, language = told
        if copied and written:
            self.copy_whole(written.body)
        self.house.do(
            "messages.telling.tell", list(ids), template, medium, language=language,
            subject=written.subject if written else None,
            body=written.body if written else None, copied=copied, then=self._done,
        )  # fmt: skip

    def copy_whole(self, text: str) -> None:
        """Put a text of several lines on the clipboard."""
        self.house.copy(text, _("Copied the text"))
