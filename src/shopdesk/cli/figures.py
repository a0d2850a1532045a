"""``shopdesk figures``: the figures of a period, whole, by channel and by day."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _, language

if TYPE_CHECKING:
    from shopdesk.services.analyses.newcomers import Newcomers
    from shopdesk.services.figures import Scope, Tally
    from shopdesk.store import Read

Period = Annotated[str, typer.Option(help="today, last-week, 2026-10, 2026-11-01..2026-11-23 …")]
Shop = Annotated[str, typer.Option(help="Of this shop only: its name, or channel:name.")]
Currency = Annotated[str, typer.Option(help="Of orders in this currency; else that of most.")]


def figures(period: Period = "today", shop: Shop = "", currency: Currency = "") -> None:
    """Show GMV, orders, net sales, rates and customers of a period, by channel and by day.

    GMV, orders and units are those of orders that are not cancelled, by the day they were placed.
    """
    from shopdesk.services.analyses import newcomers

    with opened() as store, store.read() as read:
        scope = services.figures.scope_of(read, period, shop, currency)
        bought = newcomers.counts(read, scope)
        if as_json():
            document({"period": period, **_document(read, scope, bought)})
        else:
            _tell(read, scope, bought)


def _document(read: "Read", scope: "Scope", bought: "Newcomers") -> dict[str, Any]:
    of, rate = services.figures, bought.repeat_rate
    return {
        "from": str(scope.span.first),
        "to": str(scope.span.last),
        "currency": scope.currency,
        **_sums(of.total(read, scope)),
        "new_customers": bought.new,
        "repeat_rate": None if rate is None else round(float(rate), 4),
        "by_channel": [
            {"channel": name, **_sums(tally)} for name, tally in of.by_channel(read, scope)
        ],
        "by_day": [{"day": str(day), **_sums(tally)} for day, tally in of.by_day(read, scope)],
    }


def _sums(tally: "Tally") -> dict[str, Any]:
    from shopdesk.reports.figures import FIGURES

    return {one.id: one.tell(tally) for one in FIGURES}


def _tell(read: "Read", scope: "Scope", bought: "Newcomers") -> None:
    from shopdesk.reports.figures import FIGURES, percent

    tally, rate = services.figures.total(read, scope), bought.repeat_rate
    rows = [(_(one.name), one.show(tally, scope.currency), _(one.means)) for one in FIGURES]
    rows += [
        (_("New customers"), money.number(bought.new, language()), _("first order in the period")),
        (_("Repeat rate"), percent(rate) if rate is not None else "",
         _("customers with two orders or more / customers who bought")),
    ]  # fmt: skip
    table((_("Figure"), scope.currency, _("How it is counted")), rows)
    print()
    _parts(_("Channel"), services.figures.by_channel(read, scope), scope)
    print()
    _parts(_("Day"), services.figures.by_day(read, scope), scope)
    if bought.unknown.orders:
        say(
            _("Orders whose customer cannot be told: {n}.").format(
                n=money.number(bought.unknown.orders, language())
            )
        )


def _parts(name: str, parts: Any, scope: "Scope") -> None:
    from shopdesk.reports.figures import FIGURES

    shown = [one for one in FIGURES if one.id in ("orders", "gmv", "units", "net_sales")]
    table(
        (name, *(_(one.name) for one in shown)),
        [(str(part), *(one.show(tally, scope.currency) for one in shown)) for part, tally in parts],
    )
