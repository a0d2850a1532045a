"""``shopdesk products check``, ``ready``, ``draft`` and ``pictures``: what still has to be done."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import N_, _, ngettext
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.products import PictureRow
    from shopdesk.services.products.completeness import Fix
    from shopdesk.store import Change, Read, Work

Sku = Annotated[str, typer.Argument(help="A SKU; its product's pictures are meant.")]
Skus = Annotated[list[str], typer.Argument(help="SKUs; their products are meant.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
WIDEST = 120
"""Characters of what is to be mended; a sentence that is cut helps nobody."""

KINDS = {"missing": N_("missing"), "damaged": N_("damaged"), "huge": N_("too big"),
         "foreign": N_("no picture")}  # fmt: skip
"""What a file is that is no sound picture."""


def register(app: typer.Typer) -> None:
    """Add the commands to ``products``."""
    app.command(context_settings=WORDS)(check)
    app.command()(ready)
    app.command()(draft)
    app.command()(pictures)


def check(
    what: Annotated[list[str] | None, typer.Argument(help="SKUs, or a filter.")] = None,
    channel: Annotated[str, typer.Option(help="Only what this channel asks.")] = "",
    limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 50,
) -> None:
    """Score every SKU anew and list what is to be mended; exits with 1 where an error stands."""
    with opened() as store:
        store.do(services.products.completeness.check)
        with store.read() as read:
            ids = _chosen(read, what or [])
            fixes = services.products.completeness.fixes(read, ids, channel)
    counts = Counter(fix.gap.severity for fix in fixes)
    if as_json():
        document({"checked": len(ids), "errors": counts["error"], "warnings": counts["warning"],
                  "hints": counts["hint"], "fixes": [_document(fix) for fix in fixes]})  # fmt: skip
    else:
        _list(fixes[: limit or None])
        say(ngettext("{n} SKU checked", "{n} SKUs checked", len(ids)).format(n=len(ids)))
        say(_("Errors: {errors} · warnings: {warnings} · hints: {hints}").format(
            errors=counts["error"], warnings=counts["warning"], hints=counts["hint"]))  # fmt: skip
        if 0 < limit < len(fixes):
            say(_("Shown: {shown} of {total}; --limit 0 shows all.").format(
                shown=limit, total=len(fixes)))  # fmt: skip
    if counts["error"]:
        raise typer.Exit(1)


def ready(skus: Skus, plan: Plan = False) -> None:
    """Let products go out; refused while something stands that a channel does not take."""
    _turn("make_ready", skus, plan=plan)


def draft(skus: Skus, plan: Plan = False) -> None:
    """Take products back to be worked on."""
    _turn("make_draft", skus, plan=plan)


def pictures(
    sku: Sku,
    add: Annotated[
        list[str] | None, typer.Option("--add", help="A file or an address; repeat.")
    ] = None,
    remove: Annotated[int, typer.Option("--remove", help="Take this picture away.")] = 0,
    move: Annotated[
        tuple[int, int] | None, typer.Option("--move", help="Put this picture in that place.")
    ] = None,
    inspect: Annotated[bool, typer.Option("--inspect", help="Look at the files again.")] = False,
    plan: Plan = False,
) -> None:
    """List the pictures of a product, the cover first; add, remove and move them."""
    of = services.products.pictures
    if sum(map(bool, (add, remove, move, inspect))) > 1:
        raise Refusal(_("Say one of --add, --remove, --move and --inspect at a time."))
    with opened() as store:
        with store.read() as read:
            product = of.product_of(read, sku)
        acts: dict[str, Callable[[Work], Change]] = {}
        if add:
            acts["add_pictures"] = lambda work: of.add(work, product, add)
        if remove:
            acts["remove_picture"] = lambda work: of.remove(work, product, remove)
        if move:
            acts["move_picture"] = lambda work: of.move(work, product, *move)
        if inspect:
            acts["look_at_pictures"] = lambda work: of.look_again(work, [product])
        for verb, act in acts.items():
            report(store.run(verb, act, keep=not plan), planned=plan)
        with store.read() as read:
            rows = of.of(read, product)
    if not acts or not as_json():
        _show(rows)


def _turn(verb: str, skus: Sequence[str], *, plan: bool) -> None:
    act = getattr(services.products, verb)
    with opened() as store:
        report(store.run(verb, lambda work: act(work, skus), keep=not plan), planned=plan)


def _chosen(read: "Read", what: Sequence[str]) -> Sequence[int]:
    """Return the SKUs that are named, or else those that the words find as a filter."""
    if what:
        try:
            return services.products.find(read, what)
        except Refusal:
            pass
    return services.products.ids(read, " ".join(what))


def _list(fixes: "Sequence[Fix]") -> None:
    words = {"error": _("error"), "warning": _("warning"), "hint": _("hint")}
    table(
        (_("SKU"), _("Product"), _("How bad"), _("Channel"), _("Field"), _("What is to be mended")),
        [
            (fix.sku, fix.name, words[fix.gap.severity], ", ".join(fix.gap.channels),
             fix.gap.field, fix.gap.message)
            for fix in fixes
        ],
        WIDEST,
    )  # fmt: skip


def _document(fix: "Fix") -> dict[str, Any]:
    gap = fix.gap
    return {"sku": fix.sku, "name": fix.name, "rule": gap.rule, "field": gap.field,
            "severity": gap.severity, "channels": gap.channels, "message": gap.message}  # fmt: skip


def _show(rows: "Sequence[PictureRow]") -> None:
    if as_json():
        document({"pictures": [
            {"number": row.position, "source": row.source, "kind": row.kind or None,
             "width": row.width, "height": row.height, "bytes": row.bytes}
            for row in rows
        ]})  # fmt: skip
        return
    table(
        (_("No."), _("Picture"), _("Kind"), _("Pixels"), _("KB")),
        [
            (str(row.position), row.source, _(KINDS.get(row.kind, row.kind)) if row.kind else "",
             f"{row.width}×{row.height}" if row.width else "",
             str(-(-row.bytes // 1024)) if row.bytes else "")
            for row in rows
        ],
    )  # fmt: skip
