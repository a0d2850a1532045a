"""Asking what to export, planning it, writing it, and telling where it lies."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.path import AskFiles
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dropped import short
from shopdesk.screens.exporting import calls
from shopdesk.screens.exporting.calls import Asked, Planned
from shopdesk.screens.exporting.plan import ExportDialog
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.exports import ExportPlan, Written

KINDS: Final = {"stock": N_("Stock"), "prices": N_("Prices"), "products": N_("Products")}
FORMATS: Final = {
    calls.TEMPLATE: N_("Templates of the seller centres"),
    "shopify.products": N_("Shopify products (CSV)"),
    "shopify.inventory": N_("Shopify inventory (CSV)"),
    "woocommerce.products": N_("WooCommerce products (CSV)"),
}
TAKES: Final = {
    "shopify.products": ("products", "prices"), "shopify.inventory": ("stock",),
    "woocommerce.products": ("stock", "prices", "products"),
}  # fmt: skip
"""What fresh files can tell."""


class ShopForm(Ask):
    """Asks what to tell the shops; Enter takes what stands there."""

    AUTO_FOCUS: ClassVar[str] = "#ask-shop"


def open_exporting(
    app: Any, where: str = "", marks: Sequence[int] = (), total: int = 0, kind: str = "stock"
) -> None:
    """Ask what to export, show the plan, write it.

    Args:
        app: the house.
        where: the filter that is in force.
        marks: the variants that are marked.
        total: how many SKUs the filter shows.
        kind: what is offered first: stock, prices or products.
    """
    questions = [
        Question("kind", _("Tell"), kind, choices={k: _(said) for k, said in KINDS.items()}),
        _which(where, len(marks), total),
        Question("format", _("Into"), choices={f: _(said) for f, said in FORMATS.items()}),
        Question("shop", _("Shop"), hint=_("empty: the template tells")),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            _go_on(app, _asked(app, answers, where, marks))

    dialog = ShopForm(_("Export for shops"), questions, button=_("Go on"), test=_fits)
    app.push_screen(dialog, answered)


def _which(where: str, marked: int, total: int) -> Question:
    """Ask for the SKUs; offered first is what a person has chosen on the desk."""
    n = number(marked, language())
    marks = ngettext("The {n} marked SKU", "The {n} marked SKUs", marked).format(n=n)
    said = ngettext("The {n} SKU that the filter shows", "The {n} SKUs that the filter shows",
                    total).format(n=number(total, language()))  # fmt: skip
    filtered = any(not word.startswith("sort:") for word in where.split())
    choices = {"marks": marks} if marked else {}
    choices |= {"filter": said} if filtered else {}
    choices |= {"all": _("All SKUs")}
    return Question("what", _("Which SKUs"), choices=choices)


def _fits(answers: Answers) -> str | None:
    """Return what is wrong with the answers."""
    kinds = TAKES.get(answers["format"])
    if kinds is None or answers["kind"] in kinds:
        return None
    said = ", ".join(_(KINDS[kind]) for kind in kinds)
    return _("This file tells only: {kinds}.").format(kinds=said)


def _asked(app: Any, answers: Answers, where: str, marks: Sequence[int]) -> Asked:
    folder = app.folders[0] if app.folders else Path.home()
    kind: Any = answers["kind"]
    chosen = tuple(marks) if answers["what"] == "marks" else ()
    found = where if answers["what"] == "filter" else ""
    return Asked(kind, found, chosen, answers["format"], (), answers["shop"], folder,
                 app.clock.today().isoformat())  # fmt: skip


def _go_on(app: Any, asked: Asked) -> None:
    """Ask for the templates where some are needed, then plan."""
    if asked.format != calls.TEMPLATE:
        _plan(app, asked)
        return

    def named(paths: list[Path] | None) -> None:
        if paths:
            places = tuple(path.absolute() for path in paths)
            _plan(app, Asked(asked.kind, asked.where, asked.marks, asked.format, places,
                             asked.shop, asked.folder, asked.day))  # fmt: skip

    title = _("Templates: files, or the folder that they lie in")
    app.push_screen(AskFiles(title, str(asked.folder)), named)


def _plan(app: Any, asked: Asked) -> None:
    label = _("Reading templates") if asked.places else _("Planning")
    app.follow(calls.plan, asked, label=label, then=lambda made: _planned(app, made))


def _planned(app: Any, made: Sequence[Planned]) -> None:
    def chosen(plans: "list[ExportPlan] | None") -> None:
        if plans:
            n = len(plans)
            label = ngettext("Writing {n} file", "Writing {n} files", n).format(n=n)
            app.follow(calls.write, plans, label=label, then=lambda done: tell_written(app, done))

    app.push_screen(ExportDialog(made), chosen)


def tell_written(app: Any, done: "Sequence[Written]") -> None:
    """Show what was written, and where; y copies the paths."""
    files = [file for one in done for file in one.files]
    paper = Paper()
    for one in done:
        for file in one.files:
            paper.line(file.path.name, "$text-success").line(f"  {short(file.path.parent)}", QUIET)
            said = ngettext("{n} row", "{n} rows", file.rows)
            paper.line("  " + said.format(n=number(file.rows, language())), QUIET)
            paper.line(f"  SHA-256 {file.sha256}", QUIET)
        if one.manifest:
            paper.line(_("List of the files: {path}").format(path=one.manifest))
        for note in one.notes:
            paper.line(note, "$text-warning")
    paper.line().line(_("Upload them in the seller centre. y copies the paths."))
    if any(one.told_entry for one in done):
        paper.line(
            _("u forgets what a shop was told, file by file, if you do not upload it."), QUIET
        )
    n = len(files)
    title = ngettext("Wrote {n} file", "Wrote {n} files", n).format(n=number(n, language()))

    def copied(key: str | None) -> None:
        if key == "y":
            app.copy("\n".join(str(file.path) for file in files), _("Copied the paths."))

    app.push_screen(Reader(title, paper, keys=["y"]), copied)
