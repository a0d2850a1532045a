"""``shopdesk report list|NAME``: the reports of the house, printed or written to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.reports.spec import Report
    from shopdesk.store import Store

MAKE = "make"


class Reports(TyperGroup):
    """Reads ``report monthly`` as ``report make monthly``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word before the name of a report that stands first."""
        named = args and args[0] not in self.commands and not args[0].startswith("-")
        return super().parse_args(ctx, [MAKE, *args] if named else args)


app = typer.Typer(
    cls=Reports,
    no_args_is_help=True,
    help="Reports: “report NAME” makes one, by hand or by a timer.",
)
Period = Annotated[
    str, typer.Option(help="today, last-week, 2026-10, 2026-11-01..2026-11-23; empty: the usual.")
]
Shop = Annotated[str, typer.Option(help="Of this shop only: its name, or channel:name.")]
Currency = Annotated[str, typer.Option(help="Of orders in this currency; empty: that of most.")]
Names = Annotated[bool, typer.Option("--names", help="With names of customers: personal data.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", help="Another question's answer, like by=margin.")
]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]


@app.command("list")
def list_reports() -> None:
    """List the reports, what each asks, and when it was last written."""
    from shopdesk.reports import catalogue

    with opened() as store, store.read() as read:
        last, clock = services.reporting.latest(read), store.clock
    when = {name: run.at for name, run in last.items()}
    found = catalogue.every()
    if as_json():
        document({"reports": [
            _document(one) | {"last": clock.iso(when[one.id]) if one.id in when else None}
            for one in found
        ]})  # fmt: skip
        return
    table(
        (_("Name"), _("Report"), _("What it tells"), _("Asks"), _("Last written")),
        [
            (one.id, _(one.name), _(one.about), " ".join(q.id for q in one.questions),
             clock.show(when[one.id]) if one.id in when else "–")
            for one in found
        ],
        widest=90,
    )  # fmt: skip


@app.command(MAKE)
def make(
    name: Annotated[str, typer.Argument(help="The report, like monthly; “report list” has all.")],
    period: Period = "",
    shop: Shop = "",
    currency: Currency = "",
    names: Names = False,
    more: Set = None,
    out: Annotated[
        Path | None, typer.Option(help="The file to write; its ending decides: .xlsx .docx .pptx …")
    ] = None,
    plan: Plan = False,
) -> None:
    """Make a report: printed, or with --out written to a file and noted in the journal.

    “report NAME” is short for “report make NAME”.
    """
    from shopdesk.reports import catalogue

    given = answers(period, shop, currency, names, more)
    report = catalogue.named(name)
    with opened() as store:
        if out is None:
            _print(store, report, given)
        elif plan:
            _plan(store, report, given, out)
        else:
            _write(store, report, given, out)


def answers(
    period: str, shop: str, currency: str, names: bool, more: list[str] | None
) -> dict[str, str]:
    """Return what was answered, by question; what was not said is left to the report.

    Raises:
        Refusal: an answer of --set has no question.
    """
    said = {"period": period, "shop": shop, "currency": currency, "names": "yes" if names else ""}
    given = {question: answer for question, answer in said.items() if answer}
    for one in more or []:
        question, equals, answer = one.partition("=")
        if not equals:
            raise Refusal(_("--set wants QUESTION=ANSWER, like by=margin, not “{said}”.").format(
                said=one))  # fmt: skip
        given[question.strip()] = answer.strip()
    return given


def _print(store: "Store", report: "Report", given: dict[str, str]) -> None:
    from shopdesk.reports import machine, renderers, running

    with store.read() as read:
        made = running.make(read, report.id, given)
    if as_json():
        document(machine.told(made))
    else:
        print(renderers.render(made, ".txt").decode(), end="")


def _plan(store: "Store", report: "Report", given: dict[str, str], out: Path) -> None:
    from shopdesk.reports import renderers, running

    out = running.place_of(out)
    with store.read() as read:
        made = running.make(read, report.id, given)
        size = len(renderers.render(made, out))
    if as_json():
        document({"entry": None, "file": str(out), "bytes": size, "personal": made.personal})
    else:
        said = _("Plan only, nothing was written: {title}, {period}, {n} bytes to {file}")
        say(said.format(title=made.title, period=made.period, n=size, file=out))


def _write(store: "Store", report: "Report", given: dict[str, str], out: Path) -> None:
    from shopdesk.reports import running

    written = running.write(store, running.Job(), report.id, given, out)
    if as_json():
        document({"entry": written.entry, "file": str(written.path), "bytes": written.bytes,
                  "sha256": written.sha256})  # fmt: skip
    else:
        said = _("Wrote {file}, {n} bytes, SHA-256 {hash} (entry {entry})")
        say(said.format(file=written.path, n=written.bytes, hash=written.sha256,
                        entry=written.entry))  # fmt: skip


def _document(report: "Report") -> dict[str, Any]:
    return {
        "report": report.id, "name": _(report.name), "about": _(report.about),
        "personal": report.personal,
        "questions": [
            {"question": one.id, "name": _(one.name), "about": _(one.about), "kind": one.kind,
             "default": one.default, "words": list(one.words)}
            for one in report.questions
        ],
    }  # fmt: skip
