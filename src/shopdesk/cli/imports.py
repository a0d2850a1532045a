"""``shopdesk import``: files of every kind in, by one plan or one entry."""

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services, sheets
from shopdesk.channels.fields import DateStyle
from shopdesk.cli.out import as_json, document, opened, say
from shopdesk.locale import _, ngettext
from shopdesk.money import Style
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.channels.generic import Aim
    from shopdesk.services.imports import CellChange, FileReport, ImportPlan, Reject
    from shopdesk.store import Store

EVERY = 0.25


Files = Annotated[
    list[Path],
    typer.Argument(
        help="Exports, product sheets, statements, couriers' sheets, chats, statistics; "
        "known by content."
    ),
]
Planned = Annotated[bool, typer.Option("--plan", help="Show what would change, change nothing.")]
OfShop = Annotated[str | None, typer.Option("--shop", help="The shop the files belong to.")]
Only = Annotated[
    str,
    typer.Option(
        "--as",
        help="The format the files must have, like shopee.orders; or what a sheet of your own is: "
        "products, stock, delivery, bank, gateway, events, chats or stats.",
    ),
]
New = Annotated[
    bool | None,
    typer.Option(
        "--new-products/--no-new-products",
        help="Add SKUs that are not in the catalogue; without a word, if it is empty.",
    ),
]
PasswordFile = Annotated[
    Path | None, typer.Option(help="A file that holds the spreadsheet's password.")
]
Columns = Annotated[
    list[str] | None, typer.Option("--map", help="FIELD=HEADER for an unknown sheet; repeat.")
]
Numbers = Annotated[
    Style | None, typer.Option(help="With --map: how the sheet writes, 1.234,56 is id.")
]
Dates = Annotated[
    DateStyle | None, typer.Option(help="With --map: what comes first, dmy is day/month/year.")
]
Currency = Annotated[str | None, typer.Option(help="With --map: the currency, like IDR or PHP.")]
Rejects = Annotated[Path | None, typer.Option(help="Save what was refused as a spreadsheet.")]


def import_files(
    files: Files,
    plan: Planned = False,
    shop: OfShop = None,
    only: Only = "",
    add: New = None,
    password_file: PasswordFile = None,
    mapping: Columns = None,
    numbers: Numbers = None,
    dates: Dates = None,
    currency: Currency = None,
    rejects: Rejects = None,
) -> None:
    """Take files in: what is new, what changed, and what was refused and why."""
    password = _password(password_file) if password_file else None
    sheets.prepare()  # the child that reads starts while the store is opened
    with opened() as store:
        aim = _aim(only) if mapping else None
        _learn(store, files, mapping, password, aim, style=numbers, dates=dates,
               currency=currency and currency.upper())  # fmt: skip
        only = "" if aim else only
        made, entry = _take(
            store, files, plan=plan, shop=shop, password=password, only=only, add=add
        )
        if rejects:
            services.imports.save_rejects(store, made, rejects)
    _end(made, entry, planned=plan)


def _password(path: Path) -> str:
    try:
        # Editors put a mark in front and a line end behind that nobody meant.
        return path.read_text("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise Refusal(_("{path} is no text file.").format(path=path)) from None


def _aim(text: str) -> "Aim | None":
    """Return what a person said that an own sheet holds."""
    from shopdesk.channels.generic import MEANINGS

    return next((aim for aim in MEANINGS if aim == text), None)


def _learn(
    store: "Store",
    files: list[Path],
    mapping: list[str] | None,
    password: str | None,
    aim: "Aim | None",
    **told: str | None,
) -> None:
    if mapping:
        columns = dict(_pair(each) for each in mapping)
        learnt = services.imports.learn(store, files, columns, password=password, aim=aim, **told)
        say(learnt.label)
    elif any(told.values()):
        raise Refusal(_("--numbers, --dates and --currency go with --map FIELD=HEADER."))


def _take(
    store: "Store", files: list[Path], *, plan: bool, **wish: Any
) -> "tuple[ImportPlan, int | None]":
    listener = services.imports.Listener(progress=_Line().show)
    if plan:
        made = services.imports.plan(store, files, listener=listener, **wish)
        services.imports.discard(made)
        return made, None
    made, change = services.imports.run(store, files, listener=listener, **wish)
    return made, change.entry


class _Line:
    """One line of progress on stderr, rewritten in place; silent where nobody watches."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def show(self, file: str, rows: int, share: float) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self.last < EVERY:
            return
        self.last = now
        left = (now - self.began) * (1 - share) / share if share else 0
        line = _("{file}: {rows} rows, {percent} %, {left} s left").format(
            file=file[:40], rows=rows, percent=int(share * 100), left=int(left)
        )
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _pair(text: str) -> tuple[str, str]:
    field, equals, header = text.partition("=")
    if not equals:
        raise Refusal(_("--map wants FIELD=HEADER, not “{text}”.").format(text=text))
    return field.strip(), header.strip()


def _file(report: "FileReport") -> dict[str, Any]:
    return asdict(report) | {
        "rejects": [reject._asdict() for reject in report.rejects],
        "changes": [change._asdict() for change in report.changes],
        "differences": [change._asdict() for change in report.differences],
    }


def _end(made: "ImportPlan", entry: int | None, *, planned: bool) -> None:
    if as_json():
        document({"entry": entry, "files": [_file(report) for report in made.files]})
    _tell(made, entry, planned=planned)
    if made.refused:
        raise typer.Exit(1)


def _tell(made: "ImportPlan", entry: int | None, *, planned: bool) -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    for report in made.files:
        o = report.counts
        say(
            _("{file}: {format}, {shop}: {new} new, {changed} changed, {unchanged} unchanged, "
              "{refused} refused").format(
                file=report.file, format=_format(report), shop=report.shop or "–",
                new=o.new, changed=o.changed, unchanged=o.unchanged, refused=o.refused,
            )
        )  # fmt: skip
        for warning in report.warnings[:10]:
            say(f"  {warning}")
        for change in report.differences[:20]:
            say("  " + _difference(change))
        for reject in report.rejects[:20]:
            say("  " + _place(reject) + reject.reason)
        if (more := len(report.rejects) - 20) > 0:
            say(ngettext("  … and {n} more", "  … and {n} more", more).format(n=more))
    if planned:
        say(_("Plan only; nothing was changed."))
    elif entry is None:
        say(_("Nothing changed."))
    else:
        say(_("Entry {n}; “shopdesk undo {n}” takes it back.").format(n=entry))


def _format(report: "FileReport") -> str:
    """Return what a file is; one's own sheet by what it holds."""
    if report.format is None:
        return _("not taken")
    own = report.format.startswith("generic.")
    return _("own sheet ({kind})").format(kind=report.kind) if own else report.format


def _difference(change: "CellChange") -> str:
    before, after = change.before[:60], change.after[:60]
    if change.field == "price":
        before, after = money.text(int(before)), money.text(int(after))
    return _("{sku}: {fact} is {theirs} there and {ours} here").format(
        sku=change.number, fact=change.field, theirs=after, ours=before
    )


def _place(reject: "Reject") -> str:
    parts = [reject.sheet]
    if reject.row:
        parts.append(_("row {n}").format(n=reject.row))
    parts += [reject.column, f"“{reject.value}”" if reject.value else ""]
    named = ", ".join(part for part in parts if part)
    return f"{named}: " if named else ""
