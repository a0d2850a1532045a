"""``shopdesk products edit`` and ``products map``: facts changed, listings mapped, by a plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _, language, ngettext
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.mapping import Assigned, Pair, UnmappedRow
    from shopdesk.services.products.bulk import BulkPlan, BulkRow
    from shopdesk.store import Change, Store, Work

mapping = typer.Typer(
    no_args_is_help=True, help="Mapping: which SKUs the listings and offers of the shops are."
)
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Sets = Annotated[
    list[str] | None, typer.Option("--set", help="FIELD=VALUE, like price=15000; repeat.")
]
Formulas = Annotated[
    list[str] | None,
    typer.Option("--set-formula", help="FIELD=FORMULA, like price=cost*1.6 round 900; repeat."),
]
LETTERS: Final = {"L": "listing", "O": "offer"}
"""How the command line names what is mapped: L12 is a listing, O7 an offer."""
SHOWN: Final = 40
"""SKUs of a plan that are shown where nobody asked for JSON."""


def register(app: typer.Typer) -> None:
    """Add the commands to ``products``."""
    app.command("edit")(edit)
    app.add_typer(mapping, name="map")


def edit(
    skus: Annotated[list[str] | None, typer.Argument(help="SKUs.")] = None,
    where: Annotated[str, typer.Option("--where", help="A filter instead of SKUs.")] = "",
    sets: Sets = None,
    formulas: Formulas = None,
    plan: Plan = False,
) -> None:
    """Change fields of SKUs by value or by formula, as one entry."""
    told = [(*_pair(text, "--set"), False) for text in sets or []]
    told += [(*_pair(text, "--set-formula"), True) for text in formulas or []]
    if not told:
        raise Refusal(_("Say --set FIELD=VALUE or --set-formula FIELD=FORMULA."))
    plans: list[BulkPlan] = []
    with opened() as store:
        ids = _chosen(store, skus, where)
        change = store.run("edit", lambda work: _edit(work, ids, told, plans), keep=not plan)
    _tell(plans, change, planned=plan)


def _edit(
    work: "Work", ids: Sequence[int], told: Sequence[tuple[str, str, bool]],
    plans: "list[BulkPlan]",
) -> "Change":  # fmt: skip
    """Plan and apply one change after the other: a formula sees what was set before it."""
    bulk = services.products.bulk
    labels = []
    for field, said, by_formula in told:
        made = (bulk.plan if by_formula else bulk.plan_value)(work, ids, field, said)
        plans.append(made)
        if made.changed or made.refused:
            labels.append(bulk.apply(work, made).label)
    return work.done("; ".join(labels) or _("Nothing is to be changed."))


def _tell(plans: "Sequence[BulkPlan]", change: "Change", *, planned: bool) -> None:
    if as_json():
        document({"entry": change.entry, "label": change.label, "rows": change.rows,
                  "plans": [_document(made) for made in plans]})  # fmt: skip
    else:
        for made in plans:
            if planned:
                _show(made)
        report(change, planned=planned)
    refused = [(row.sku, row.refused) for made in plans for row in made.rows if row.refused]
    for sku, reason in refused[:SHOWN]:
        say(f"{sku}: {reason}")
    if (more := len(refused) - SHOWN) > 0:
        say(ngettext("  … and {n} more", "  … and {n} more", more).format(n=more))
    if refused:
        raise typer.Exit(1)


def _show(made: "BulkPlan") -> None:
    rows = [row for row in made.rows if row.changes]
    table(
        (_("SKU"), _("Product"), _(made.field.label), _("becomes")),
        [(row.sku, row.name, _said(made, row, row.before), _said(made, row, row.after))
         for row in rows[:SHOWN]],
    )  # fmt: skip
    if (more := len(rows) - SHOWN) > 0:
        say(ngettext("  … and {n} more", "  … and {n} more", more).format(n=more))


def _said(made: "BulkPlan", row: "BulkRow", value: Any) -> str:
    if value is None:
        return "–"
    return money.show(value, row.currency, language()) if made.field.kind == "money" else str(value)


def _document(made: "BulkPlan") -> dict[str, Any]:
    def machine(value: Any) -> Any:
        return money.text(value) if made.field.kind == "money" and value is not None else value

    return {
        "field": made.field.name, "value" if made.by_value else "formula": made.formula,
        "changed": made.changed, "unchanged": made.unchanged, "refused": made.refused,
        "rows": [
            {"sku": row.sku, "name": row.name, "before": machine(row.before),
             "after": machine(row.after), "refused": row.refused or None}
            for row in made.rows
        ],
    }  # fmt: skip


@mapping.command("list")
def list_unmapped() -> None:
    """List what stands for no SKU, with the likeliest SKU of each."""
    with opened() as store, store.read() as read:
        rows = services.mapping.guessed(read, services.mapping.unmapped(read))
    if as_json():
        document({"total": len(rows), "rows": [_unmapped(row) for row in rows]})
        return
    titles = (_("Id"), _("Shop"), _("Product"), _("Variation"), _("Lines"), _("Perhaps"),
              _("Sure"), _("Why"))  # fmt: skip
    table(titles, [_line(row) for row in rows])
    say(ngettext("{n} stands for no SKU.", "{n} stand for no SKU.", len(rows)).format(n=len(rows)))


@mapping.command()
def suggest(
    thing: Annotated[str, typer.Argument(help="A listing or an offer, as “map list” names it.")],
) -> None:
    """List the SKUs that a listing or an offer may stand for, the likeliest first."""
    with opened() as store, store.read() as read:
        found = services.mapping.suggest(read, *_thing(thing))
    if as_json():
        document({"rows": [
            {"sku": one.sku, "name": one.name, "score": one.score, "exact": one.exact,
             "reason": one.reason} for one in found
        ]})  # fmt: skip
        return
    table(
        (_("SKU"), _("Product"), _("Sure"), _("Why")),
        [(one.sku, one.name, f"{one.score}%", one.reason) for one in found],
    )


@mapping.command()
def assign(
    pairs: Annotated[list[str], typer.Argument(help="ID=SKU, like L12=MUG-1; several.")],
    plan: Plan = False,
) -> None:
    """Map listings and offers to SKUs; every order line of theirs follows."""
    with opened() as store:
        told = [(*_thing(thing), sku) for thing, sku in (_pair(text, "ID") for text in pairs)]
        _map(store, told, plan=plan)


@mapping.command()
def exact(plan: Plan = False) -> None:
    """Map all that a marketplace id or a seller SKU tells for certain."""
    with opened() as store:
        with store.read() as read:
            pairs = services.mapping.exact_hits(read)
        if not pairs:
            say(_("No id and no seller SKU tells for certain."))
        _map(store, pairs, plan=plan) if pairs else None


def _map(store: "Store", pairs: "Sequence[Pair]", *, plan: bool) -> None:
    made: list[Assigned] = []

    def act(work: "Work") -> "Change":
        made.extend(services.mapping.plan(work, pairs))
        return services.mapping.assign(work, pairs)

    change = store.run("assign", act, keep=not plan)
    if as_json():
        rows = [_unmapped(one.row) | {"sku": one.sku, "same_as_another": one.twin} for one in made]
        document({"entry": change.entry, "label": change.label, "rows": rows})
        return
    if plan:
        titles = (_("Id"), _("Shop"), _("Product"), _("Variation"), _("Lines"), _("SKU"))
        table(titles, [(*_line(one.row)[:5], one.sku) for one in made])
    report(change, planned=plan)


def _unmapped(row: "UnmappedRow") -> dict[str, Any]:
    best = row.best
    return {
        "id": _name(row), "kind": row.kind, "channel": row.channel, "shop": row.shop,
        "marketplace_id": row.code, "seller_sku": row.seller_sku, "name": row.name,
        "variation": row.variation, "lines": row.lines,
        "best": best and {"sku": best.sku, "score": best.score, "exact": best.exact,
                          "reason": best.reason},
    }  # fmt: skip


def _line(row: "UnmappedRow") -> tuple[str, ...]:
    best = (row.best.sku, f"{row.best.score}%", row.best.reason) if row.best else ("–", "", "")
    return (_name(row), row.shop, row.name, row.variation, str(row.lines), *best)


def _name(row: "UnmappedRow") -> str:
    return f"{row.kind[0].upper()}{row.record}"


def _thing(text: str) -> tuple[Any, int]:
    kind, number = LETTERS.get(text[:1].upper()), text[1:]
    if kind is None or not (number.isascii() and number.isdigit()):
        raise Refusal(
            _("“{id}” names nothing; “shopdesk products map list” shows the ids.").format(id=text)
        )
    return kind, int(number)


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise Refusal(
            _("{option} wants NAME=VALUE, not “{text}”.").format(option=option, text=text)
        )
    return name.strip(), value.strip()


def _chosen(store: "Store", skus: Sequence[str] | None, where: str) -> Sequence[int]:
    if bool(skus) == bool(where):
        raise Refusal(_("Name the SKUs, or choose them with --where FILTER."))
    with store.read() as read:
        if skus:
            return services.products.find(read, skus)
        return services.products.ids(read, where)
