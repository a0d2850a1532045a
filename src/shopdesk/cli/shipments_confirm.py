"""``shopdesk shipments confirm``: telling marketplaces which orders went out, by which resi."""

from pathlib import Path
from typing import Annotated

import typer

from shopdesk.cli import exports
from shopdesk.cli.out import opened
from shopdesk.cli.shipments_papers import WORDS, Chosen, orders_of
from shopdesk.locale import _
from shopdesk.refusal import Refusal

SENT = "status:to_ship,shipped sort:ship_by"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(context_settings=WORDS)(confirm)


def confirm(
    chosen: Chosen = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The .xlsx or .csv to write, or a folder.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="The seller centre's own sheet, to be filled in place.")
    ] = None,
    shop: Annotated[str, typer.Option(help="Only this shop.")] = "",
    plan: Annotated[bool, typer.Option("--plan", help="Show the rows, write nothing.")] = False,
) -> None:
    """Write one sheet of order numbers and resi per shop, for its seller centre."""
    from shopdesk.services.exports import confirming
    from shopdesk.services.exports.shapes import Wish

    if out is None and not plan:
        raise Refusal(_("Say where to write: --out FILE."))
    place = out or Path(template.name if template else "resi.xlsx")
    with opened() as store:
        with store.read() as read:
            ids = tuple(orders_of(read, chosen or [SENT]))
        wish = Wish("resi", place, template, ids=ids, shop=shop)
        plans = confirming.plan_confirmations(store, wish)
        done = [] if plan else confirming.confirm(store, plans)
    exports.show(plans, done, planned=plan)
    if any(one.refused for one in plans):
        raise typer.Exit(1)
