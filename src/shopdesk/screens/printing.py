"""The print menu of every desk that shows orders or parcels: which paper, which size, where to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.confirm import Confirm
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.doorway import Job
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.reports.papers.printout import Printout
    from shopdesk.store import Read, Store

KINDS: Final = {"p": "picklist", "s": "slip", "l": "label", "i": "invoice"}


@dataclass(frozen=True, slots=True)
class About:
    """What a person should know before printing: how many papers, which of them are copies."""

    kind: str
    ids: tuple[int, ...]
    papers: int
    copies: int
    names: tuple[str, ...]
    size: str


class PrintForm(Ask):
    """Asks how to print; Enter takes what stands there."""

    AUTO_FOCUS: ClassVar[str] = "#ask-path"


def open_print(app: Any, order_ids: Sequence[int], listed: tuple[str, str] | None = None) -> None:
    """Choose a paper for these orders, then its size and where to write it.

    ``listed`` are the filter and the sort of the list that they were chosen in: they are printed
    in its order. A label asks once more, because it cannot be unprinted.
    """
    choices = {
        "p": _("Pick list (PDF)"), "s": _("Packing slips (PDF)"), "l": _("Labels (PDF)"),
        "i": _("Invoices (PDF)"), "m": _("Resi for the marketplaces (a sheet per shop)"),
    }  # fmt: skip

    def chosen(key: str | None) -> None:
        if key == "p":
            _pick_list(app, tuple(order_ids))
        elif key == "m":
            from shopdesk.screens.exporting.confirming import open_confirming

            open_confirming(app, order_ids)
        elif key:
            app.ask(about, KINDS[key], tuple(order_ids), listed, then=partial(_form, app))

    app.push_screen(Pick(_("Print"), choices), chosen)


def about(
    read: "Read", kind: str, order_ids: Sequence[int], listed: tuple[str, str] | None
) -> About:
    """Return what is to be known before printing."""
    from shopdesk.services import orders, printing

    ids = tuple(order_ids)
    if listed and len(ids) > 1:
        places = {one: at for at, one in enumerate(orders.ids(read, *listed))}
        ids = tuple(sorted(ids, key=lambda one: places.get(one, len(places))))
    copies = printing.next_copies(read, ids, kind).values()
    names = tuple(orders.labels(read, [one])[0][0] for one in ids[:3])
    return About(kind, ids, len(copies), sum(copy > 1 for copy in copies), names,
                 read.settings.label_size if kind == "label" else "a6")  # fmt: skip


def write(store: "Store", _job: Job, known: About, answers: Answers) -> "Printout":
    """Write the papers, and count them."""
    from shopdesk.reports.papers.printout import PrintWish, print_papers

    size: Any = answers["size"]
    wish = PrintWish(known.kind, known.ids, Path(answers["path"]).expanduser(), size, answers["by"])
    return print_papers(store, wish)


def write_pick_list(store: "Store", _job: Job, ids: Sequence[int], path: Path) -> Path:
    """Write the pick list over these orders, and return its path."""
    from shopdesk.reports.papers import order_papers

    with store.read() as read:
        path.write_bytes(order_papers.pick_list(read, ids))
    return path


def fresh(app: Any, name: str) -> Path:
    """Return where a paper of this name is written, with a number behind it if one is there."""
    folder = app.folders[0] if app.folders else Path.home()
    stem, day = name.partition(".")[0], app.clock.today().isoformat()
    first = folder / f"{stem}-{day}.pdf"
    others = (folder / f"{stem}-{day}-{n}.pdf" for n in range(2, 1000))
    return next((path for path in (first, *others) if not path.exists()), first)


def _pick_list(app: Any, ids: Sequence[int]) -> None:
    def named(path: Path | None) -> None:
        if path:
            label = _("Writing {path}").format(path=path.name)
            app.follow(write_pick_list, ids, path, label=label, then=lambda out: _wrote(app, out))

    app.push_screen(AskPath(_("Write to"), str(fresh(app, "picklist"))), named)


def _wrote(app: Any, path: Path) -> None:
    app.tell(_("Wrote {path}").format(path=path))


def _form(app: Any, known: About) -> None:
    from shopdesk.reports.papers.sizes import SIZES, size_word
    from shopdesk.services.printing import ORDERS, order_word

    sizes: dict[str, str] = {size: size_word(size) for size in SIZES}
    order = {name: order_word(name) for name in ORDERS}
    titles = {"label": _("Labels"), "slip": _("Packing slips"), "invoice": _("Invoices")}
    questions = [
        Question("size", _("Paper"), known.size, choices=sizes),
        Question("by", _("Sorted"), choices=order),
        Question("path", _("Write to"), str(fresh(app, f"{known.kind}.pdf")), needed=True),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is None:
            return
        if known.kind == "label":
            _confirm(app, known, partial(_run, app, known, answers))
        else:
            _run(app, known, answers)

    form = PrintForm(titles[known.kind], questions, about=_head(known), button=_("Print"),
                     test=_wrong)  # fmt: skip
    app.push_screen(form, answered)


def _head(known: About) -> Paper:
    paper = Paper().line(_count(known))
    if known.copies:
        said = ngettext(
            "{n} was printed before and will say COPY.",
            "{n} were printed before and will say COPY.", known.copies,
        )  # fmt: skip
        paper.line(said.format(n=number(known.copies, language())), "$text-warning")
    return paper.line(", ".join(known.names) + (" …" if len(known.ids) > 3 else ""), QUIET)


def _count(known: About) -> str:
    said = ngettext("{n} paper", "{n} papers", known.papers)
    return said.format(n=number(known.papers, language()))


def _wrong(answers: Answers) -> str | None:
    path = Path(answers["path"]).expanduser()
    if not path.parent.is_dir():
        return _("There is no folder {path}.").format(path=path.parent)
    return _("There is a file {path} already.").format(path=path.name) if path.exists() else None


def _confirm(app: Any, known: About, go_on: Callable[[], None]) -> None:
    spoken, again = language(), known.copies
    said = ngettext("Print {n} label?", "Print {n} labels?", known.papers)
    sentence = said.format(n=number(known.papers, spoken))
    if again:
        more = ngettext("{n} of them is a copy.", "{n} of them are copies.", again)
        sentence += " " + more.format(n=number(again, spoken))
    ask = Confirm(_("Labels"), sentence, known.papers, known.names)
    app.push_screen(ask, lambda yes: go_on() if yes else None)


def _run(app: Any, known: About, answers: Answers) -> None:
    label = _("Writing {path}").format(path=Path(answers["path"]).name)
    app.follow(write, known, answers, label=label, then=partial(_printed, app))


def _printed(app: Any, made: "Printout") -> None:
    app.tell(f"{made.change.label}\n" + _("Wrote {path}").format(path=made.path))
    app.do_reload()
