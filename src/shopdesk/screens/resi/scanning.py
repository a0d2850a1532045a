"""Resi by scanner at full speed: codes that come while one is looked up wait their turn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.resi.rows import PlanRow, columns
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.wedge import Wedge

if TYPE_CHECKING:
    from shopdesk.services.resi import Session
    from shopdesk.store import Read

MOST: Final = 100
"""Codes that are looked up at once."""


def take(read: "Read", codes: Sequence[str], session: "Session | None") -> "Session":
    """Take codes into the session, or begin one."""
    from shopdesk.services import resi

    return resi.take(read, codes, session or resi.Session())


class ScanDialog(Spread[Any]):
    """Pairs orders and resi as they are scanned; its answer are the pairs, for the plan."""

    PLACE = "resi_scan"
    DEFAULT_CSS = """
    ScanDialog #resi-scanned { height: 1fr; }
    ScanDialog #resi-said { height: auto; max-height: 4; padding: 0 1; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("plan", "f2", N_("Plan"), N_("Show the plan of what was scanned"), footer=True),
        Action("drop", "f4", N_("Forget"),
               N_("Forget the order that waits, or else the last pair"), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Scan: the order or its label, then the resi"))
        self._session: Session | None = None
        self._waiting: list[str] = []
        self._under_way = False
        self._rows: Listing[PlanRow] = Listing()
        self._rows.rows = ()

    @property
    def busy(self) -> bool:
        """Codes are being looked up, or wait."""
        return self._under_way or bool(self._waiting)

    def lists(self) -> ComposeResult:
        """Yield the field, what came of the last scan, and the pairs."""
        yield Wedge(self.scanned, _("Scan an order's number or its label"), "wedge")
        yield sheet(Paper(), "resi-said")
        yield Line(id="resi-count")
        empty = _("Nothing is scanned yet.")
        yield Grid(self._rows, columns(), sort="-id", sentences=(empty, empty, ""),
                   id="resi-scanned")  # fmt: skip

    def on_mount(self) -> None:
        """Listen to the scanner."""
        self.query_one("#wedge", Wedge).focus()
        self.query_one("#resi-scanned", Grid).load("")
        self.offer()

    def scanned(self, code: str) -> None:
        """Take a code."""
        self._waiting.append(code)
        self._go_on()

    def _go_on(self) -> None:
        if self._under_way or not self._waiting:
            return
        batch = self._waiting[:MOST]
        del self._waiting[: len(batch)]
        self._under_way = True
        self.house.ask(take, batch, self._session, then=self._taken, failed=self._failed)

    def _taken(self, session: "Session") -> None:
        bells = session.bells - (self._session.bells if self._session else 0)
        self._under_way = False
        if self.is_attached:
            if bells:
                self.app.bell()
            self._show(session)
        self._go_on()

    def _failed(self) -> None:
        self._under_way = False
        self.app.bell()
        self._go_on()

    def _show(self, session: "Session") -> None:
        """Show what came of the last code, which order waits, and the pairs."""
        self._session = session
        look = "bold $text-error" if session.wrong else "$text-success"
        said = Paper().line(session.said, look).content()
        self.query_one("#resi-said", Static).update(said)
        n = len(session.entries)
        count = ngettext("{n} resi", "{n} resi", n).format(n=number(n, language()))
        pieces = [Piece(f" {count}", "dim")]
        if session.bells:
            wrong = ngettext("{n} wrong scan", "{n} wrong scans", session.bells)
            pieces.append(Piece("  " + wrong.format(n=number(session.bells, language())), "late"))
        self.query_one("#resi-count", Line).show(pieces, self._waits(session))
        self._rows.rows = [PlanRow(at, row) for at, row in enumerate(session.rows)]
        self.query_one("#resi-scanned", Grid).load("")

    def _waits(self, session: "Session") -> list[Piece]:
        if not session.current:
            return []
        said = _("{number} waits for its resi").format(number=session.current)
        return [Piece(f"{said} ", "strong")]

    def do_drop(self) -> None:
        """Forget the order that waits, or else the last pair."""
        if self._session is None or self.busy:
            return
        from shopdesk.services.resi.scanning import drop_last

        self._show(drop_last(self._session))

    def do_plan(self) -> None:
        """Answer what was scanned, once the last code was looked up."""
        if self.busy:
            self.house.tell(_("The last scans are still being looked up; once more in a moment."))
        elif self._session is None or not self._session.entries:
            self.house.tell(_("Nothing is scanned yet."), wrong=True)
        else:
            self.dismiss(self._session.entries)
