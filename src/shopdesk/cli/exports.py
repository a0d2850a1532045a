"""``shopdesk export …``: orders, stock, prices and products as files that others take."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli import papers
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.exports import ExportPlan, Kind, Skip, Wish, Written
    from shopdesk.store import Store

app = typer.Typer(
    no_args_is_help=True,
    help="Exports: stock, prices and products in the marketplaces' own templates; orders.",
)
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
SHOWN = 20
"""Lines of what is left out."""

Filter = Annotated[
    list[str] | None, typer.Argument(help="A filter over SKUs, like is:low; all without.")
]
Format = Annotated[
    str, typer.Option("--format", help="Like shopee.sales_info; a template tells it by itself.")
]
Template = Annotated[
    Path | None, typer.Option("--template", help="The file as the seller centre gave it.")
]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; with --all a folder.")]
Shop = Annotated[str, typer.Option("--shop", help="The shop, where several could be meant.")]
Into = Annotated[
    str, typer.Option("--into", help="The stock column or location, where there are several.")
]
Every = Annotated[bool, typer.Option("--all", help="Every template in the folder --templates.")]
Folder = Annotated[
    Path | None, typer.Option("--templates", help="With --all: the folder of the templates.")
]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would change, write nothing.")]


@app.command(context_settings=WORDS)
def stock(
    where: Filter = None, format: Format = "", template: Template = None,  # noqa: A002
    out: Out = None, shop: Shop = "", into: Into = "", every: Every = False,
    templates: Folder = None, plan: Plan = False,
) -> None:  # fmt: skip
    """Tell shops how many pieces they may sell; only cells that change are written."""
    wish = _wish("stock", where, format, template, out, shop, into, plan=plan)
    _run(wish, every=every, templates=templates, planned=plan)


@app.command(context_settings=WORDS)
def prices(
    where: Filter = None, format: Format = "", template: Template = None,  # noqa: A002
    out: Out = None, shop: Shop = "", every: Every = False, templates: Folder = None,
    plan: Plan = False,
) -> None:  # fmt: skip
    """Tell shops what they shall ask: the shop's own price of a SKU, else the SKU's."""
    wish = _wish("prices", where, format, template, out, shop, "", plan=plan)
    _run(wish, every=every, templates=templates, planned=plan)


@app.command(context_settings=WORDS)
def products(
    where: Filter = None, format: Format = "", template: Template = None,  # noqa: A002
    out: Out = None, shop: Shop = "", into: Into = "", every: Every = False,
    templates: Folder = None, plan: Plan = False,
) -> None:  # fmt: skip
    """Put texts and pictures into templates, new products into upload templates."""
    wish = _wish("products", where, format, template, out, shop, into, plan=plan)
    _run(wish, every=every, templates=templates, planned=plan)


app.command("orders", context_settings=WORDS)(papers.export)


def _wish(
    kind: "Kind", where: list[str] | None, format: str, template: Path | None,  # noqa: A002
    out: Path | None, shop: str, into: str, *, plan: bool,
) -> "Wish":  # fmt: skip
    if out is None and not plan:
        raise Refusal(_("Say where to write: --out FILE."))
    place = out or Path(template.name if template else "export.csv")
    return services.exports.Wish(kind, place, template, format, " ".join(where or []),
                                 None, shop, into)  # fmt: skip


def _run(wish: "Wish", *, every: bool, templates: Path | None, planned: bool) -> None:
    with opened() as store:
        if every:
            _run_all(store, wish, templates, planned=planned)
            return
        plan = services.exports.plan(store, wish)
        done = None if planned else services.exports.apply(store, plan)
    show([plan], [done] if done else [], planned=planned)
    if plan.refused:
        raise typer.Exit(1)


def _run_all(store: "Store", wish: "Wish", templates: Path | None, *, planned: bool) -> None:
    if templates is None:
        raise Refusal(_("Say where the templates lie: --templates DIR."))
    found = services.exports.plan_all(store, replace(wish, template=None), templates)
    plans = [one.plan for one in found if one.plan is not None]
    for one in found:
        if one.plan is None:
            say(_("{file}: left out: {reason}").format(file=one.path.name, reason=one.reason))
    done: list[Written] = []
    if not planned:
        wish.out.mkdir(mode=0o700, parents=True, exist_ok=True)
        done = [services.exports.apply(store, plan) for plan in plans]
    show(plans, done, planned=planned)
    if not plans or any(plan.refused for plan in plans) or any(one.refused for one in found):
        raise typer.Exit(1)


def show(plans: "Sequence[ExportPlan]", done: "Sequence[Written]", *, planned: bool) -> None:
    """Print what exports would write, or wrote."""
    if as_json():
        told = [_document(plan, done[at] if done else None) for at, plan in enumerate(plans)]
        document(told[0] if len(told) == 1 else {"exports": told})
    for at, plan in enumerate(plans):
        if planned and not as_json():
            _table(plan)
        _tell(plan, done[at] if done else None)
    if planned:
        say(_("Plan only; nothing was written."))


def _table(plan: "ExportPlan") -> None:
    if plan.table:
        table(plan.table[0], plan.table[1:])
        return
    if plan.wish.kind == "resi" and not plan.changes:
        return
    what = _("Order") if plan.wish.kind == "resi" else _("SKU")
    titles = (_("Row"), what, _("Product"), _("Column"), _("Before"), _("After"))
    cells = ((str(c.row), c.sku, c.name, c.title, str(c.before), str(c.after))
             for c in plan.changes)  # fmt: skip
    table(titles, cells)


def _tell(plan: "ExportPlan", done: "Written | None") -> None:
    say(
        _("{format}, {shop}: {rows} rows change, {same} stay, {left} left out").format(
            format=plan.format, shop=plan.shop or "–", rows=plan.rows, same=plan.unchanged,
            left=len(plan.skips),
        )
    )  # fmt: skip
    for skip in plan.weighed[:SHOWN]:
        say(f"  {_place(skip)}: {skip.reason}")
    if (more := len(plan.skips) - SHOWN) > 0:
        say(ngettext("  … and {n} more", "  … and {n} more", more).format(n=more))
    for note in done.notes if done else plan.notes:
        say(f"  {note}")
    if done is not None:
        _tell_written(done)


def _tell_written(done: "Written") -> None:
    if not done.files:
        say(_("Nothing to tell; nothing was written."))
        return
    for file in done.files:
        if not as_json():
            print(file.path)
        say(_("  {rows} rows, SHA-256 {hash}").format(rows=file.rows, hash=file.sha256))
    if done.manifest:
        say(_("List of the files: {path}").format(path=done.manifest))
    said = _("Entry {n} says what left the house.").format(n=done.entry)
    if done.told_entry:
        said += " " + _("“shopdesk undo {n}” forgets what the shop was told.").format(
            n=done.told_entry
        )
    say(said)


def _place(skip: "Skip") -> str:
    row = _("row {n}").format(n=skip.row) if skip.row else ""
    return ", ".join(part for part in (row, skip.what, skip.field) if part)


def _document(plan: "ExportPlan", done: "Written | None") -> dict[str, Any]:
    header = plan.table[0] if plan.table else ()
    return {
        "kind": plan.wish.kind, "format": plan.format, "channel": plan.channel, "shop": plan.shop,
        "rows": plan.rows, "unchanged": plan.unchanged,
        "changes": [
            {"row": c.row, "column": c.title, "sku": c.sku, "before": c.before, "after": c.after}
            for c in plan.changes
        ],
        "lines": [dict(zip(header, row, strict=True)) for row in plan.table[1:]],
        "left_out": [
            {"why": s.why, "row": s.row or None, "what": s.what, "column": s.field,
             "reason": s.reason}
            for s in plan.skips
        ],
        "entry": done.entry if done else None,
        "told_entry": done.told_entry if done else None,
        "files": [
            {"path": str(f.path), "rows": f.rows, "bytes": f.size, "sha256": f.sha256}
            for f in (done.files if done else ())
        ],
        "manifest": str(done.manifest) if done and done.manifest else None,
        "notes": list(done.notes if done else plan.notes),
    }  # fmt: skip
