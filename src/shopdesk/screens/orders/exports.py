"""Orders into a spreadsheet: which ones, which columns, what kind of file, and where to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.refusal import Refusal
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.doorway import Job
from shopdesk.screens.words import CHANNEL, channel

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderRow
    from shopdesk.sheets import Column, Written
    from shopdesk.store import Read, Store

FORMATS: Final = {"xlsx": "Excel (.xlsx)", "csv": "CSV (.csv)", "json": "JSON (.json)"}
COLUMNS: Final = {
    "": N_("Everything"), "packing": N_("For packing"), "money": N_("For the books"),
    "resi": N_("Resi of all channels"),
}  # fmt: skip
MARKET: Final = "resi:"
"""Before the name of a channel: its own list of resi."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to write. With ``marks`` those orders, else all that match ``where``."""

    where: str
    marks: tuple[int, ...]
    columns: str
    path: Path


class ExportForm(Ask):
    """Asks what to write; Enter takes what stands there."""

    AUTO_FOCUS: ClassVar[str] = "#ask-path"


def export_orders(
    app: Any, where: str | None = None, marks: Sequence[int] = (), total: int = 0
) -> None:
    """Ask what to write, then write it. Without a filter to begin with that is asked too."""
    folder = app.folders[0] if app.folders else Path.home()
    start = _fresh(folder / f"orders-{app.clock.today().isoformat()}")
    questions = [
        _which(where, len(marks), total),
        Question("columns", _("Columns"), choices=_columns()),
        Question("format", _("Kind of file"), choices=FORMATS),
        Question("path", _("Write to"), str(start), needed=True),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is None:
            return
        of_marks = answers.get("what") == "marks"
        chosen = where if where is not None else answers["where"]
        wish = Wish(chosen, tuple(marks) if of_marks else (), answers["columns"], _path(answers))
        label = _("Writing {path}").format(path=wish.path.name)
        app.follow(write, wish, label=label, then=lambda made: _tell(app, made))

    app.push_screen(ExportForm(_("Export"), questions, button=_("Write"), test=_taken), answered)


def write(store: "Store", job: Job, wish: Wish) -> "Written":
    """Write the orders, and return where and how many.

    Raises:
        Refusal: there are none.
    """
    from shopdesk.services import orders
    from shopdesk.sheets import write as written

    with store.read() as read:
        total = len(wish.marks) or orders.total(read, wish.where)
        if not total:
            raise Refusal(_("No order matches; nothing was written."))

        def progress(done: int) -> None:
            job.progress(wish.path.name, done, min(1.0, done / total))

        columns, rows = _table(read, wish)
        return written(wish.path, columns, rows, sheet=_("Orders"), zone=store.settings.zone,
                       progress=progress)  # fmt: skip


def _table(read: "Read", wish: Wish) -> "tuple[Sequence[Column], Iterator[Sequence[object]]]":
    from shopdesk.reports import queue, resi
    from shopdesk.services import orders
    from shopdesk.services.orders.reads import rows_of

    marked = ((0, one) for one in wish.marks)
    found: Iterable[OrderRow] = (
        rows_of(read, marked) if wish.marks else orders.every(read, wish.where)
    )
    if wish.columns.startswith(MARKET):
        market = wish.columns.removeprefix(MARKET)
        return resi.columns(market), resi.lines(found, market)
    return queue.columns(wish.columns), queue.lines(found, wish.columns)


def _which(where: str | None, marked: int, total: int) -> Question:
    if where is None:
        return Question("where", _("Filter"), hint=_("empty: every order"))
    n = number(marked, language())
    marks = {"marks": ngettext("The {n} marked order", "The {n} marked orders", marked).format(n=n)}
    said = ngettext("The {n} order that the filter shows", "The {n} orders that the filter shows",
                    total)  # fmt: skip
    choices = {"filter": said.format(n=number(total, language()))}
    return Question("what", _("Which orders"), choices=(marks | choices) if marked else choices)


def _columns() -> Mapping[str, str]:
    said = _("Resi for {channel}")
    own = {f"{MARKET}{one}": said.format(channel=channel(one)) for one in CHANNEL}
    return {name: _(label) for name, label in COLUMNS.items()} | own


def _path(answers: Answers) -> Path:
    path = Path(answers["path"]).expanduser()
    if path.suffix.lower().removeprefix(".") in FORMATS:
        return path
    return path.with_name(f"{path.name}.{answers['format']}")


def _taken(answers: Answers) -> str | None:
    path = _path(answers)
    if not path.parent.is_dir():
        return _("There is no folder {path}.").format(path=path.parent)
    return _("There is a file {path} already.").format(path=path.name) if path.exists() else None


def _fresh(path: Path) -> Path:
    """Return the path, with a number behind it if a file of that name is there."""
    names = [path, *(path.with_name(f"{path.name}-{n}") for n in range(2, 100))]
    there = {found.name.partition(".")[0] for found in path.parent.glob(f"{path.name}*")}
    return next((one for one in names if one.name not in there), path)


def _tell(app: Any, made: "Written") -> None:
    said = ngettext("Wrote {n} order as {path}", "Wrote {n} orders as {path}", made.rows)
    words = [said.format(n=number(made.rows, language()), path=made.path), *made.notes[:3]]
    app.tell("\n".join(words))
