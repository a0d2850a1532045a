"""What can be done in the Outbox room."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _, ngettext
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.confirm import Confirm
from shopdesk.screens.outbox import calls
from shopdesk.screens.outbox.outs import OutsDialog
from shopdesk.screens.outbox.rules import RulesDialog
from shopdesk.screens.outbox.templates import TemplatesDialog
from shopdesk.screens.outbox.writing import Write, Written, examples

if TYPE_CHECKING:
    from shopdesk.screens.outbox.columns import MessageLine
    from shopdesk.services.messages import MessageRow
    from shopdesk.services.messages.sending import Run
    from shopdesk.widgets.grid import Grid


class OutboxVerbs(Desk):
    """Approve, send, copy, change, hold, drop; rules, templates, and who wants nothing."""

    _words: str
    _view: str

    @property
    def grid(self) -> "Grid[MessageLine]":
        """The list."""
        raise NotImplementedError

    @property
    def here(self) -> "MessageRow | None":
        """The message under the cursor."""
        raise NotImplementedError

    def filter(self, where: str) -> None:
        """Show the messages that words find."""

    def do_approve(self) -> None:
        """Let them go."""
        self._do("messages.approve")

    def do_hold(self) -> None:
        """Keep them from going."""
        self._do("messages.hold")

    def do_release(self) -> None:
        """Let held ones go on."""
        self._do("messages.release")

    def do_sent(self) -> None:
        """Say that a person sent them."""
        self._do("messages.copied")

    def do_again(self) -> None:
        """Let them go after all."""
        self._do("messages.retry")

    def do_cancel(self) -> None:
        """Ask why, then drop them."""
        why = Question("why", _("Why?"), hint=_("told on the phone"))

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self._do("messages.drop", answers["why"])

        self.app.push_screen(Ask(_("Drop"), [why], button=_("Drop")), answered)

    def do_send(self) -> None:
        """Ask, then send the marked mails, or the one under the cursor."""
        self.grid.chosen(self._confirm)

    def _confirm(self, ids: Sequence[int]) -> None:
        rows = self._chosen(ids)
        mails = [row for row in rows if row.medium == "email" and row.state == "queued"]
        if not mails:
            self.tell(_("None of them is an approved mail. f approves, y copies a chat text."))
            return
        names = [f"{row.to} ({row.order})" for row in mails]
        n = len(mails)
        said = ngettext("Send {n} mail?", "Send {n} mails?", n).format(n=n)
        ask = Confirm(_("Send"), said, n, names)

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if yes:
                self.house.follow(
                    calls.send, [row.id for row in mails], label=_("Sending mails"),
                    then=self._went,
                )  # fmt: skip

        self.app.push_screen(ask, answered)

    def _chosen(self, ids: Sequence[int]) -> "list[MessageRow]":
        raise NotImplementedError

    def _went(self, run: "Run") -> None:
        wrong = bool(run.failed or run.unsure or run.trouble)
        self.house.tell(calls.said(run), wrong=wrong)
        self._done(None)
        self.reload()

    def do_copy(self) -> None:
        """Copy the text, and say what comes next."""
        if (row := self.here) is None:
            return
        from shopdesk.moments import wrong_word
        from shopdesk.services.messages.texts import blank

        if wrong := blank(row.subject, row.body):
            self.house.tell(_("{wrong}; e mends the text.").format(wrong=wrong_word(wrong)),
                            wrong=True)  # fmt: skip
        else:
            said = _("Copied the text for {to}; d says that you sent it").format(to=row.to)
            self.house.copy(row.body, said)

    def do_link(self) -> None:
        """Copy the link that opens WhatsApp with this text."""
        if (row := self.here) is not None and row.link:
            said = _("Copied the link for {to}; d says that you sent it").format(to=row.to)
            self.house.copy(row.link, said)

    def do_edit(self) -> None:
        """Change the text."""
        if (row := self.here) is None:
            return
        mail = row.medium == "email"

        def answered(written: Written | None) -> None:
            if written is not None:
                self.house.do(
                    "messages.edit", row.id, subject=written.subject if mail else None,
                    body=written.body,
                )  # fmt: skip

        title = _("Message to {to}").format(to=row.to)
        preview = examples(row.language)
        start = Written(row.subject, row.body)
        self.app.push_screen(Write(title, start, mail=mail, preview=preview), answered)

    def do_address(self) -> None:
        """Ask for another address."""
        if (row := self.here) is None:
            return
        question = Question("address", _("To"), row.to, needed=True)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.house.do("messages.edit", row.id, address=answers["address"])

        self.app.push_screen(Ask(_("Send it to"), [question], button=_("Change")), answered)

    def do_order(self) -> None:
        """Show the order whole."""
        from shopdesk.screens.orders.record import open_order

        if self.here is not None:
            open_order(self.app, self.here.order_id)

    def do_rules(self) -> None:
        """Show which message goes when."""
        self.app.push_screen(RulesDialog(), self._back)

    def do_templates(self) -> None:
        """Show what the messages say."""
        self.app.push_screen(TemplatesDialog(), self._back)

    def do_outs(self) -> None:
        """Show who wants no messages."""
        self.app.push_screen(OutsDialog(), self._back)

    def _back(self, _answer: Any) -> None:
        self.reload()

    def do_filter(self) -> None:
        """Ask for words, and show what holds them."""
        words = Question("words", _("Words"), self._words)

        def told(answers: Answers | None) -> None:
            if answers is not None:
                self.filter(f"{self._view} {answers['words']}")

        self.app.push_screen(Ask(_("Filter"), [words], button=_("Show")), told)

    def _do(self, verb: str, *args: Any) -> None:
        self.grid.chosen(partial(self._run, verb, args))

    def _run(self, verb: str, args: Sequence[Any], ids: Sequence[int]) -> None:
        self.house.do(verb, list(ids), *args, then=self._done)

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.forget_marks()
