"""The packing table: one order after the other is scanned, piece by piece, until it packs itself.

Every printable key belongs to the scanner, and so do Enter and Tab; what can be done has keys that
no scanner sends.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Digits, Input, Static

from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.packing import calls, sheet
from shopdesk.screens.packing.held import show_held
from shopdesk.screens.packing.slips import Slips
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from textual.timer import Timer

    from shopdesk.reports.papers.printout import Printout
    from shopdesk.services.packing import Heard, Table, Tally

UNDO: Final = "u"
"""What takes back on a desk; here it is a sign of a code."""
REST: Final = 0.5
"""Seconds after which a sign alone is no scanner's."""
LOOKS: Final = {"ok": "-good", "order": "-good", "done": "-done"}


def _lies_here(dialog: "PackDialog") -> str | None:
    """Refuse where no order lies on the table."""
    return None if dialog.box else _("No order lies on the table; scan one first.")


def _refused(dialog: "PackDialog") -> str | None:
    """Refuse where no scan named an order that somebody else holds."""
    return None if dialog.named else _("Scan the order that somebody else holds first.")


def _packed(dialog: "PackDialog") -> str | None:
    """Refuse where nothing was packed yet."""
    return None if dialog.entries else _("Nothing was packed here yet.")


class PackDialog(Slips):
    """Shows what is left to scan of the order on the table."""

    PLACE = "packing"
    DEFAULT_CSS = """
    PackDialog #wedge, PackDialog #wedge:focus {
        height: 1; border: none; padding: 0 1; background: $primary-muted;
    }
    PackDialog #pack-top { height: auto; min-height: 3; }
    PackDialog #pack-head { width: 1fr; height: auto; }
    PackDialog #pack-left { width: auto; height: 3; text-style: bold; margin: 0 1; }
    PackDialog #pack-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    PackDialog #pack-rest { width: 100%; height: auto; }
    PackDialog #pack-band { height: 3; }
    PackDialog #verdict {
        height: 3; width: 100%; padding: 1 2; text-style: bold; background: $panel;
    }
    PackDialog #verdict.-good { background: $success-muted; }
    PackDialog #verdict.-done { background: $success; color: $background; }
    PackDialog #verdict.-bad { background: $error; color: $background; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("take_next", "ctrl+n", N_("Next order"), N_("Put the next order on the table"),
               footer=True, writes=True),
        Action("aside", "ctrl+r", N_("Put aside"), N_("Another packer may go on with this order"),
               check=_lies_here, writes=True),
        Action("anew", "ctrl+g", N_("Anew"), N_("Forget what was scanned of this order"),
               check=_lies_here, footer=True, writes=True),
        Action("over", "ctrl+o", N_("Take over"), N_("Take an order that somebody else holds"),
               check=_refused, footer=True, writes=True),
        Action("unpack", "ctrl+y", N_("Unpack"), N_("Take back what was packed here last"),
               check=_packed, footer=True, writes=True),
        Action("who", "f2", N_("Who"), N_("Who holds which order"), footer=True),
    )  # fmt: skip

    def __init__(self, wave: str = "", order: int | None = None) -> None:
        super().__init__(_("Packing, wave {name}").format(name=wave) if wave else _("Packing"))
        self.wave, self._order = wave, order
        self.entries: list[int] = []
        """The journal's entries of what was packed here, the newest last."""
        self.named = ""
        """The code of an order that was refused last."""
        self._done = ""
        """What was packed here last."""
        self._missed: list[str] = []
        self._well = True
        """The last scan was what it should be."""
        self._left = 0
        self._hinted = False
        self._resting: Timer | None = None

    def lists(self) -> ComposeResult:
        """Yield the day so far, the order, what is left of it, and what the last scan came to."""
        yield Line(id="pack-facts")
        with Horizontal(id="pack-top"):
            yield Static(id="pack-head")
            yield Digits(id="pack-left")
        with VerticalScroll(id="pack-scroll", can_focus=False):
            yield Static(id="pack-rest")
        with Vertical(id="pack-band"):
            yield Static(id="verdict")
        yield self.field()
        yield Line(id="missed")

    def on_mount(self) -> None:
        """Listen to the scanner, and ask what lies on the table since before."""
        self.wedge.focus()
        self._show()
        self.house.ask(calls.start, self.wave, then=self._begin)
        self.offer()

    def _begin(self, start: calls.Start) -> None:
        self.station, self._left = start.station, start.left
        self.box = start.table.box
        if self._order is not None and self.box is None:
            self.write(calls.take, self._order, self.station)
        elif self.box is not None:
            said = ngettext(
                "{number} was not finished: {n} piece is left",
                "{number} was not finished: {n} pieces are left", self.box.left,
            )  # fmt: skip
            self._verdict(said.format(number=self.box.number, n=self.box.left), "-good")
        self._facts(start.table.tally)
        self._show()
        self.go_on()

    # What is shown

    def take(self, table: "Table") -> None:
        """Show what came of the codes."""
        before = self.box.order_id if self.box else None
        self.box = table.box
        if self.box and self.box.order_id != before:
            self._missed.clear()
        for one in table.heard:
            self._hear(one)
        if not self.is_attached:
            return
        self.print_slips([one for one in table.heard if one.order_ids])
        self._left -= len(table.packed)
        if table.heard:
            last = table.heard[-1]
            self._well = last.well
            self._verdict(last.said, LOOKS.get(last.verdict, "-bad"))
        self._complain()
        self._facts(table.tally)
        self._show()

    def _hear(self, one: "Heard") -> None:
        if one.entry:
            self._done = one.said
            self.entries.append(one.entry)
            self._missed.clear()
        self.named = one.code if one.verdict == "refused" else ""
        if not one.well:
            self.app.bell()
            self._missed.append(one.said)

    def _show(self) -> None:
        if not self.is_attached:
            return
        box, left = self.box, self.query_one("#pack-left", Digits)
        left.display = box is not None
        if box is None:
            n = self._left
            said = ngettext("{n} order is to be packed", "{n} orders are to be packed", n)
            head = Paper().line(_("The table is free"), "bold").line(said.format(n=n))
            body = Paper().line().line(_("Scan the resi or the number of an order."))
            body.line(_("^n takes the next one; ^y takes back what was packed last."))
            if self._done:
                body.line().line(self._done, "bold $text-success")
        else:
            head, body = sheet.head(box), sheet.rest(box)
            left.update(safe(str(box.left)))
        self.query_one("#pack-head", Static).update(head.content())
        self.query_one("#pack-rest", Static).update(body.content())
        self.query_one("#pack-scroll", VerticalScroll).scroll_home(animate=False)
        self.offer()

    def _verdict(self, said: str, look: str) -> None:
        band = self.query_one("#verdict", Static)
        band.set_classes(look)
        band.update(Paper().write(said).content())

    def _complain(self) -> None:
        """Show what was refused of this order before; it stays until it is put away."""
        n = len(self._missed)
        before = self._missed and (self._well or n > 1)
        pieces = [Piece(f" {self._missed[-1]}", "late")] if before else []
        many = [Piece(f"{n}× ", "late")] if n > 1 else []
        self.query_one("#missed", Line).show(pieces, many)

    def on_input_changed(self, message: Input.Changed) -> None:
        """See whether somebody who wants to undo typed its key, which is the scanner's here."""
        if self._resting:
            self._resting.stop()
        wanted = message.value == UNDO and not self._hinted
        self._resting = self.set_timer(REST, self._hint) if wanted else None

    def _hint(self) -> None:
        """Tell once what unpacks; what went wrong stays in its place."""
        if self.wedge.value == UNDO and not self._missed:
            self._hinted = True
            said = _("^y unpacks what was packed last; u is a letter here (esc clears it)")
            self.query_one("#missed", Line).show([Piece(f" {said}", "dim")], [])
            self.offer()

    def _facts(self, tally: "Tally | None") -> None:
        if tally is None or not self.is_attached:
            return
        said = _("{who} today: packed {orders} · pieces {pieces} · refused {missed}").format(
            who=tally.who, orders=tally.orders, pieces=tally.pieces, missed=tally.missed
        )
        if tally.per_hour:
            said += " · " + _("{n} an hour").format(n=f"{tally.per_hour:g}")
        self.query_one("#pack-facts", Line).show(
            [Piece(f" {self.station} ", "dim")], [Piece(f"{said} ")]
        )

    def offer(self) -> None:
        """Draw the keys; esc says what it would do."""
        super().offer()
        leave = _("Put aside") if self.box and not self._missed else _("Leave")
        if self._missed or self.wedge.value:
            leave = _("Put away")
        bar = self.query_one("#dialog-keys", ActionBar)
        bar.show(right=[Piece(" esc ", "key"), Piece(leave + " ")])

    def slip_written(self, made: "Printout") -> None:
        """Tell where a slip stands."""
        if self.is_attached and not self._missed:
            said = _("Slip: {path}").format(path=made.path)
            self.query_one("#missed", Line).show([Piece(f" {said}", "dim")], [])

    # What can be done

    def do_take_next(self) -> None:
        """Put the next order on the table; one that is begun stays."""
        if self.box is not None and self.box.scanned:
            self._refuse(_("Finish {number} first, or put it aside.").format(
                number=self.box.number))  # fmt: skip
        elif not self.busy:
            self.write(calls.take_next, self.station, self.wave)

    def do_aside(self) -> None:
        """Free the order; what was scanned of it is kept."""
        self._free(_("{number} is put aside: another packer may take it"), forget=False)

    def do_anew(self) -> None:
        """Free the order, and forget what was scanned of it."""
        self._free(_("{number}: everything is to be scanned again"), forget=True)

    def _free(self, said: str, *, forget: bool) -> None:
        box = self.box
        if box is None or self.busy:
            return

        def freed(_none: object) -> None:
            self.box = None
            self._missed.clear()
            if self.is_attached:
                self._complain()
                self._verdict(said.format(number=box.number), "")
                self._show()

        self.write(calls.aside, box.order_id, self.station, forget, then=freed)

    def do_over(self) -> None:
        """Take over the order that was refused last: its packer has gone."""
        if self.named and not self.busy and self.box is None:
            self.write(calls.take_over, self.named, self.station)
        elif self.box is not None:
            self._refuse(_("Finish {number} first, or put it aside.").format(
                number=self.box.number))  # fmt: skip

    def do_unpack(self) -> None:
        """Take back what was packed here last."""
        if self.entries and not self.busy:
            self._done = ""
            self.write(calls.unpack, self.entries.pop(), then=self._unpacked)

    def _unpacked(self, change: object) -> None:
        self._left += 1
        if self.is_attached:
            self._verdict(str(getattr(change, "label", "")), "")
            self._show()

    def do_who(self) -> None:
        """Show who holds which order."""
        show_held(self.app)

    def _refuse(self, said: str) -> None:
        self.app.bell()
        self._verdict(said, "-bad")

    def do_leave(self) -> None:
        """Put away what went wrong, else what was typed, else the order; then leave."""
        if self._missed:
            self._missed.clear()
            self._complain()
            self.offer()
        elif self.wedge.value:
            self.wedge.value = ""
            self.offer()
        elif self.box is not None:
            self.do_aside()
        else:
            super().do_leave()
