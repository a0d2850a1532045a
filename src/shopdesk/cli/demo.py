"""``shopdesk demo``: the demo shop in the terminal, or its queue and figures without one."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk import money, services
from shopdesk.__main__ import has_terminal, workstation
from shopdesk.cli.out import CONTEXT, Context, as_json, document, opened, say, table
from shopdesk.clock import Clock, countdown
from shopdesk.config import demo_home, find_home
from shopdesk.locale import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.orders import OrderRow
    from shopdesk.services.today import Tally


def demo() -> None:
    """Open a demo shop, in a store of its own; without a terminal print its queue and figures."""
    asked = CONTEXT.get()
    home = asked.home or str(demo_home(find_home()).root)
    CONTEXT.set(Context(home, asked.store, asked.as_json))
    with opened() as store:
        services.demo.load(store)
        if has_terminal():
            store.close()
            raise SystemExit(workstation(asked.home, demo=True))
        with store.read() as read:
            counts = services.orders.counts(read)
            due = services.orders.page(read, "@work", size=10)
            figures = services.demo.day_figures(read)
        clock = store.clock
    if as_json():
        day = {"orders": figures.orders, "units": figures.units, "gmv": money.text(figures.gmv)}
        document({"counts": counts, "currency": "IDR", "day": day})
        return
    _tell(counts, due, figures, clock)


def _tell(
    counts: dict[str, int], due: "Sequence[OrderRow]", figures: "Tally", clock: Clock
) -> None:
    table((_("Status"), _("Orders")), [(word, str(n)) for word, n in counts.items() if n])
    print()
    print(_("Next to leave the house:"))
    now = clock.now()
    table(
        (_("Order"), _("Shop"), _("Status"), _("Ship by"), _("Total")),
        [(r.number, r.shop, r.status, countdown(r.ship_by, now) if r.ship_by else "",
          money.show(r.total, r.currency, language())) for r in due],
    )  # fmt: skip
    print()
    print(
        _("Today: {orders} orders, {units} units, {gmv} GMV (without cancelled)").format(
            orders=figures.orders,
            units=figures.units,
            gmv=money.show(figures.gmv, "IDR", language()),
        )
    )
    say(
        _(
            "Go on: “{command} demo” in a terminal opens the workstation; your own exports: "
            "“{command} import FILE…”, then “{command} orders list is:late”."
        ).format(command=_called())
    )


def _called() -> str:
    """Return what a person types to come here again: the bare name where the shell finds it."""
    name = Path(sys.argv[0])
    return name.name if shutil.which(name.name) else os.path.relpath(name)
