"""``shopdesk stock simulate|push|rules``: what the shops are told of stock, and by which rules."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.refusal import Refusal
from shopdesk.reports import told as words

if TYPE_CHECKING:
    from shopdesk.services.exports import Written
    from shopdesk.services.stock.simulating import Line, Simulation, Totals
    from shopdesk.store import Read

rules = typer.Typer(no_args_is_help=True, help="How shops are told of stock.")
Filter = Annotated[list[str] | None, typer.Argument(help="A filter of SKUs, like brand:Tirta.")]
Shop = Annotated[str, typer.Argument(help="A shop: its name, or channel:name.")]
Sku = Annotated[str, typer.Option("--sku", help="Of this SKU alone.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Limit = Annotated[int, typer.Option(help="How many rows are shown; 0 means all.")]
CAPLESS = "none"
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""


def register(app: typer.Typer) -> None:
    """Add the commands that tell shops of stock."""
    app.command(context_settings=WORDS)(simulate)
    app.command(context_settings=WORDS)(push)
    app.add_typer(rules, name="rules")


def simulate(
    where: Filter = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="SHOP=RULE or SHOP/SKU=RULE, like Toko=50%+1<=10.")
    ] = None,
    shop: Annotated[str, typer.Option(help="Show this shop only.")] = "",
    danger: Annotated[
        str, typer.Option(help="Only rows with this danger: above, sum, sells_out, zero, oversold.")
    ] = "",
    limit: Limit = 50,
) -> None:
    """Show what every shop would be told, and what is dangerous in it."""
    _refuse_unknown(danger)
    with opened() as store, store.read() as read:
        ruled = services.stock.pushing.supposed(read, rule or [])
        made = _simulation(read, where, shop, ruled)
        _show(made, (line for line in made if not danger or danger in line.dangers), limit)


def push(
    where: Filter = None,
    shop: Annotated[str, typer.Option(help="Tell this shop only.")] = "",
    template: Annotated[
        Path | None, typer.Option(help="The template as the seller centre gave it.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="The format of a fresh file, like shopify.inventory.")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    plan: Plan = False,
    limit: Limit = 50,
) -> None:
    """Write a shop's file with its stock; --plan shows what is new."""
    with opened() as store:
        if plan:
            with store.read() as read:
                made = _simulation(read, where, shop, None)
                _show(made, (line for line in made if line.changed), limit)
        elif out is None or (template is None and not format_):
            raise Refusal(
                _("Name the downloaded template (--template), or a format (--format), and the file "
                  "to write (--out); or look first with --plan.")
            )  # fmt: skip
        else:
            written = services.exports.run(
                store, "stock", format_, template, out, where=" ".join(where or []), shop=shop
            )
            _tell(written)


@rules.command("list")
def list_rules() -> None:
    """Show by which rule each shop is told."""
    with opened() as store, store.read() as read:
        rows = services.stock.pushing.rules(read)
    if as_json():
        document({"rows": [
            {"channel": row.channel, "shop": row.shop, "sku": row.sku or None,
             "percent": row.percent, "extra": row.extra, "cap": row.cap, "keeps": row.keeps,
             "set": bool(row.id)}
            for row in rows
        ]})  # fmt: skip
        return
    titles = (_("Shop"), _("Channel"), _("SKU"), _("Percent"), _("Extra"), _("At most"),
              _("Keeps last"))  # fmt: skip
    table(titles, [
        (row.shop, row.channel, row.sku or _("all"), f"{row.percent}%", f"{row.extra:+d}",
         _optional(row.cap), _optional(row.keeps))
        for row in rows
    ])  # fmt: skip


@rules.command("set")
def set_rule(
    shop: Shop,
    sku: Sku = "",
    percent: Annotated[int | None, typer.Option(help="Percent of what may be sold.")] = None,
    extra: Annotated[int | None, typer.Option(help="Pieces added, or taken with a minus.")] = None,
    cap: Annotated[str | None, typer.Option(help="At most so many; none for no limit.")] = None,
    keeps: Annotated[
        int | None, typer.Option(help="Below so many available this shop has them alone; 0: never.")
    ] = None,
    plan: Plan = False,
) -> None:
    """Change a rule; what is not named stays as it is."""
    changes = {"percent": percent, "extra": extra, "cap": _cap(cap), "keeps": keeps}
    if all(value is None for value in changes.values()):
        raise Refusal(_("Say what changes: --percent, --extra, --cap or --keeps."))
    with opened() as store:
        change = store.run(
            "set_rule",
            lambda work: services.stock.pushing.set_rule(work, shop, sku, **changes),
            keep=not plan,
        )
        report(change, planned=plan)


@rules.command("drop")
def drop_rule(shop: Shop, sku: Sku = "", plan: Plan = False) -> None:
    """Forget a rule: the shop is told everything, or the SKU as the others of its shop."""
    with opened() as store:
        change = store.run(
            "drop_rule",
            lambda work: services.stock.pushing.drop_rule(work, shop, sku),
            keep=not plan,
        )
        report(change, planned=plan)


def _simulation(read: "Read", where: list[str] | None, shop: str, ruled: Any) -> "Simulation":
    from shopdesk.services.shops import shop_of

    text = " ".join(where or [])
    ids = services.products.ids(read, text) if text.strip() else None
    only = shop_of(read.connection, shop).id if shop else None
    return services.stock.simulating.simulate(read, ids, ruled, shop=only)


def _show(made: "Simulation", lines: Iterable["Line"], limit: int) -> None:
    """Print the lines as they are made, then the figures, which are whole at the end."""
    if as_json():
        _stream(lines, made)
        return
    titles = (_("SKU"), _("Shop"), _("Channel"), _("Was"), _("Told"), _("Why"), _("Sellable"),
              _("Dangers"))  # fmt: skip
    going = iter(lines)
    shown = list(islice(going, limit)) if limit else list(going)
    table(titles, map(_listed, shown))
    more = sum(1 for _line in going)
    if more:
        said = ngettext("… and {n} more row", "… and {n} more rows", more)
        say(said.format(n=number(more, language())))
    _say_totals(made.totals)


def _stream(lines: Iterable["Line"], made: "Simulation") -> None:
    """Print one JSON document row by row: a catalogue may be larger than memory likes."""
    print('{"rows": [', end="")
    for at, line in enumerate(lines):
        print(
            ",\n" if at else "\n", json.dumps(_document(line), ensure_ascii=False), sep="", end=""
        )
    print('\n], "totals": ', json.dumps(_totals(made.totals), ensure_ascii=False), "}", sep="")


def _document(line: "Line") -> dict[str, Any]:
    told = line.told
    return {
        "sku": told.sku, "channel": told.channel, "shop": told.shop, "offer": told.offer_id,
        "was": told.was, "told": told.qty, "why": told.why, "dangers": list(line.dangers),
        "available": line.available, "oversold": line.oversold, "buffer": line.buffer,
        "sellable": line.sellable, "told_by_all": line.sum,
    }  # fmt: skip


def _totals(totals: "Totals") -> dict[str, Any]:
    return {
        "skus": totals.skus, "offers": totals.offers, "changed": totals.changed,
        "dangers": dict(totals.dangers), "why": dict(totals.why),
        "shops": [
            {"channel": shop.channel, "shop": shop.shop, "offers": shop.offers,
             "changed": shop.changed, "was": shop.was, "told": shop.qty, "zero": shop.zero}
            for shop in totals.shops.values()
        ],
    }  # fmt: skip


def _listed(line: "Line") -> tuple[str, ...]:
    told = line.told
    return (told.sku, told.shop, told.channel, _optional(told.was), str(told.qty),
            words.cause(told.why), str(line.sellable), words.dangers(line.dangers))  # fmt: skip


def _say_totals(totals: "Totals") -> None:
    for shop in totals.shops.values():
        say(
            _("{shop} ({channel}): {was} → {n} pieces in {offers} offers, {changed} of them new, "
              "{zero} told none").format(
                shop=shop.shop, channel=shop.channel, was=_n(shop.was), n=_n(shop.qty),
                offers=_n(shop.offers), changed=_n(shop.changed), zero=_n(shop.zero),
            )
        )  # fmt: skip
    for name, n in totals.dangers.most_common():
        say(f"{words.danger(name)}: {_n(n)}")


def _tell(written: "Written") -> None:
    if as_json():
        document({
            "entry": written.entry, "label": written.label, "rows": written.rows,
            "files": [str(file.path) for file in written.files],
            "skipped": [{"what": skip.what, "reason": skip.reason} for skip in written.skips],
        })  # fmt: skip
        return
    for file in written.files:
        print(file.path)
    for line in _skips(written.skips):
        say(line)
    say(written.label)


def _skips(skips: Iterable[Any]) -> Iterator[str]:
    for skip in skips:
        yield f"{skip.what}: {skip.reason}"


def _refuse_unknown(danger: str) -> None:
    known = services.stock.simulating.DANGERS
    if danger and danger not in known:
        raise Refusal(
            _("There is no danger “{name}”; there is {names}.").format(
                name=danger, names=", ".join(known)
            )
        )


def _cap(text: str | None) -> int | None:
    if text is None:
        return None
    if text.strip().lower() == CAPLESS:
        return services.stock.pushing.NONE
    if not text.isdigit():
        raise Refusal(_("“{text}” is no number of pieces; none takes the limit away.").format(
            text=text))  # fmt: skip
    return int(text)


def _optional(value: int | None) -> str:
    return "–" if value is None else str(value)


def _n(value: int) -> str:
    return number(value, language())
