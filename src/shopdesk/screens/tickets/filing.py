"""Files that came, what goes on the clipboard, and new tickets: written down or pasted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.locale import _, ngettext
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.bubbles import size
from shopdesk.screens.tickets.linking import TicketLinks
from shopdesk.text import safe
from shopdesk.tickets import CHANNEL, channel_word, name_of
from shopdesk.widgets.line import cut

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import FileRow, TicketRow

LETTERS = "123456789abcdefghijklmnop"
"""The letters of files in a dialog, the newest first."""
MOST = 1_000
"""Tickets whose numbers go on the clipboard."""


class TicketFiling(TicketLinks):
    """Save files, copy, and write down new tickets."""

    # Files

    def _files(self) -> "list[FileRow]":
        """Return the files of the ticket here, the newest first."""
        opened = self.opened
        if opened is None or opened.card.row.id != self.here_id:
            return []
        return [file for one in reversed(opened.card.messages) for file in one.files]

    def no_file(self) -> str | None:
        """Return why there is no file to save, as far as that is known here."""
        if self.here_id is None:
            return _("There is no ticket here.")
        known = self.opened is not None and self.opened.card.row.id == self.here_id
        return _("No file came with it.") if known and not self._files() else None

    def do_files(self) -> None:
        """Choose the files, then the folder they are saved into."""
        files = self._files()
        if not files:
            self.tell(_("Read it whole first (enter); then E saves its files."))
        elif len(files) == 1:
            self._where(files)
        else:
            shown = dict(zip(LETTERS, files, strict=False))
            choices = {"*": _("all {n} files").format(n=len(files))}
            choices |= {key: f"{one.name}  {size(one.size)}" for key, one in shown.items()}

            def chosen(key: str | None) -> None:
                if key:
                    self._where(files if key == "*" else [shown[key]])

            self.app.push_screen(Pick(_("Save which file?"), choices), chosen)

    def _where(self, files: "Sequence[FileRow]") -> None:
        warned = [said for one in files if (said := self._warning(one))]
        if warned:
            self.tell(warned[0])
        folder = next(iter(self.house.folders), Path.home())

        def named(path: Path | None) -> None:
            if path is not None:
                ids = [one.id for one in files if one.kept]
                self.house.ask(calls.save, ids, path, then=self._at_hand)

        self.app.push_screen(AskPath(_("Save into the folder"), f"{folder}/"), named)

    def _warning(self, file: "FileRow") -> str:
        return self.opened.warnings.get(file.id, "") if self.opened else ""

    def _at_hand(self, paths: Sequence[str]) -> None:
        n = len(paths)
        said = ngettext("Saved {n} file: {path}", "Saved {n} files: {path} …", n)
        self.house.tell(said.format(n=n, path=paths[0] if paths else ""))

    # The clipboard

    def do_copy(self) -> None:
        """Choose what to copy: the numbers of the marks, or of the ticket here."""
        row = self.here
        if self.marked():
            self.chosen(self._copy_names)
        elif row is not None:
            self._copy_row(row)

    def _copy_names(self, ids: Sequence[int]) -> None:
        n = min(len(ids), MOST)
        said = ngettext("Copied {n} line", "Copied {n} lines", n).format(n=n)
        self.house.copy("\n".join(map(name_of, ids[:MOST])), said)

    def _copy_row(self, row: "TicketRow") -> None:
        told = (
            self.opened.card.messages if self.opened and self.opened.card.row.id == row.id else ()
        )
        newest = next((one.body for one in reversed(told) if one.kind == "in"), "")
        parts = {
            "t": (_("Ticket"), name_of(row.id)), "c": (_("Customer"), row.customer),
            "a": (_("Address"), row.address), "o": (_("Order"), row.order or ""),
            "s": (_("Subject"), row.subject), "m": (_("Newest message"), newest),
        }  # fmt: skip
        choices = {
            key: f"{name}  {cut(' '.join(said.split()), 60)}"
            for key, (name, said) in parts.items()
            if said
        }

        def chosen(key: str | None) -> None:
            if key == "m":
                self.house.copy(newest, _("Copied the newest message"))
            elif key:
                self.house.copy(safe(parts[key][1], 400))

        self.app.push_screen(Pick(_("Copy"), choices), chosen)

    # New ones

    def do_add(self) -> None:
        """Choose how a new ticket comes in."""
        choices = {"n": _("write it down: a call, a visit, a mail of ours"),
                   "p": _("paste a chat of a marketplace or a network")}  # fmt: skip

        def chosen(key: str | None) -> None:
            if key == "n":
                self._write_down()
            elif key == "p":
                self._paste()

        self.app.push_screen(Pick(_("New ticket"), choices), chosen)

    def _write_down(self) -> None:
        from shopdesk.screens.dialogs.paste import Paste  # a text editor is slow to load

        channels = {one: channel_word(one) for one in CHANNEL}
        questions = [
            Question("channel", _("Channel"), "phone", choices=channels),
            Question("customer", _("Customer"), "", needed=True),
            Question("address", _("Address"), "", _("phone, e-mail or account")),
            Question("subject", _("Subject"), "", needed=True),
        ]

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                about = _("What did the customer say? F2 keeps it as a ticket.")
                said = partial(self._keep_told, answers)
                self.app.push_screen(Paste(_("New ticket"), about), said)

        self.app.push_screen(Ask(_("New ticket"), questions, button=_("Go on")), answered)

    def _keep_told(self, answers: Answers, body: str | None) -> None:
        if body is not None:
            self.house.do("tickets.verbs.new", then=self.read_new, body=body, **answers)

    def _paste(self) -> None:
        from shopdesk.screens.tickets.pasting import open_pasting

        open_pasting(self.app, self.read_new)

    def do_mailboxes(self) -> None:
        """Show where mails come from."""
        from shopdesk.screens.mailboxes import open_mailboxes

        open_mailboxes(self.app)

    def do_quality(self) -> None:
        """Show scores, times to answer and reasons."""
        from shopdesk.screens.quality import open_quality

        open_quality(self.app)
