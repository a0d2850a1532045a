"""The plan of an import, shown before anything is changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.words import channel, fact
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from shopdesk.services.imports import FileReport, ImportPlan, Reject

SHOWN: Final = 30
"""Changes and rejects of one file that the sheet shows; all of them can be saved."""


class PlanDialog(Reader):
    """Shows the plan; the answer is "apply", "rejects", "options" or "map"; esc discards it."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("apply", "enter,a", N_("Apply"), N_("Do exactly this, as one entry"),
               check=lambda d: d.nothing(), footer=True, writes=True),
        Action("rejects", "s", N_("Save rejects"), N_("Save what was refused as a spreadsheet"),
               check=lambda d: d.none_refused(), footer=True),
        Action("map", "m", N_("Map columns"), N_("Say what the columns of an unknown sheet mean"),
               check=lambda d: d.none_unknown(), footer=True),
        Action("options", "o", N_("Shop, password"), N_("Name the shop or a password, plan again"),
               footer=True),
    )  # fmt: skip

    def __init__(self, plan: "ImportPlan") -> None:
        super().__init__(_("Import plan: nothing is changed yet"), paper_of(plan))
        self._plan = plan

    def body(self) -> "ComposeResult":
        """Show the sheet, and what can be done with it."""
        yield from super().body()
        bar = Line(id="plan-keys")
        pieces: list[Piece] = []
        for action in PlanDialog.ACTIONS:
            off = action.refusal(self) is not None
            pieces.append(Piece(f" {action.sign}", "dim" if off else "key"))
            pieces.append(Piece(f" {_(action.label)} ", "dim" if off else ""))
        bar.show(pieces)
        yield bar

    def nothing(self) -> str | None:
        """Return why applying makes no sense, or None."""
        return None if self._plan.writes else _("There is nothing new in these files.")

    def none_refused(self) -> str | None:
        """Return why there are no rejects to save, or None."""
        return None if self._plan.refused else _("Nothing was refused.")

    def none_unknown(self) -> str | None:
        """Return why there is nothing to map, or None."""
        return None if unknown(self._plan) is not None else _("Every sheet was recognised.")

    def do_apply(self) -> None:
        """Apply the plan."""
        self.dismiss("apply")

    def do_rejects(self) -> None:
        """Save the rejects."""
        self.dismiss("rejects")

    def do_map(self) -> None:
        """Map the unknown sheet."""
        self.dismiss("map")

    def do_options(self) -> None:
        """Plan again with a shop or a password."""
        self.dismiss("options")


def unknown(plan: "ImportPlan") -> int | None:
    """Return the place of the first file that no channel knows, or None."""
    places = (at for at, report in enumerate(plan.files) if report.format is None)
    return next(places, None)


def paper_of(plan: "ImportPlan") -> Paper:
    """Return the plan as a sheet: a line of totals, then file by file."""
    paper = Paper()
    totals = [0, 0, 0, 0]
    for report in plan.files:
        o = report.orders
        counts = (o.new, o.changed, o.unchanged, o.refused)
        totals = [total + n for total, n in zip(totals, counts, strict=True)]
    n_files = len(plan.files)
    said = ngettext("{n} file", "{n} files", n_files).format(n=n_files)
    paper.write(f"{said}: ").write(_counts(*totals), "bold").end()
    for report in plan.files:
        _file(paper, report)
    return paper


def _counts(new: int, changed: int, unchanged: int, refused: int) -> str:
    def n(count: int) -> str:
        return number(count, language())

    return _("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused").format(
        new=n(new), changed=n(changed), unchanged=n(unchanged), refused=n(refused)
    )


def _file(paper: Paper, report: "FileReport") -> None:
    paper.line()
    paper.write(report.file, "bold $text-accent")
    if report.format:
        whose = " · ".join(part for part in (channel(report.channel or ""), report.shop) if part)
        rows = _("{rows} rows, {lines} lines").format(
            rows=number(report.rows, language()), lines=number(report.lines, language())
        )
        paper.write(f"  {whose} · {report.format} · {rows}", QUIET).end()
        o = report.orders
        paper.line("  " + _counts(o.new, o.changed, o.unchanged, o.refused))
    else:
        paper.write("  " + _("not taken"), "$text-error").end()
    for warning in report.warnings[:SHOWN]:
        paper.line(f"  {glyphs().late} {warning}", "$text-warning")
    for reject in report.rejects[:SHOWN]:
        _reject(paper, reject)
    _more(paper, len(report.rejects) - SHOWN)
    _changes(paper, report)


def _reject(paper: Paper, reject: "Reject") -> None:
    where = [reject.sheet, _("row {n}").format(n=reject.row) if reject.row else "", reject.column]
    named = " · ".join(part for part in where if part)
    paper.write(f"  {glyphs().trouble} ", "$text-error").write(named, QUIET)
    if reject.value:
        paper.write(f" “{reject.value[:40]}”")
    paper.line(f"{': ' if named else ''}{reject.reason}")


def _changes(paper: Paper, report: "FileReport") -> None:
    last = ""
    for change in report.changes[:SHOWN]:
        if change.number != last:
            paper.line(f"  {change.number}", "bold")
            last = change.number
        paper.write(f"    {fact(change.field)}: ", QUIET).write(change.before or "–", QUIET)
        paper.line(f" {glyphs().arrow} {change.after or '–'}")
    _more(paper, len(report.changes) - SHOWN)


def _more(paper: Paper, more: int) -> None:
    if more > 0:
        paper.line("  " + ngettext("… and {n} more", "… and {n} more", more).format(n=more), QUIET)
