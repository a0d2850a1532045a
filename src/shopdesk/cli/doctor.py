"""``shopdesk doctor``: whether the store is whole, and its sums made anew where they are not."""

from typing import TYPE_CHECKING, Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import N_, _

if TYPE_CHECKING:
    from shopdesk.services.doctor import Finding

Rebuild = Annotated[
    bool, typer.Option("--rebuild", help="Make all sums anew that are kept beside the facts.")
]
MOST = 5
"""Rows that are named of what is wrong."""
NAMES = {
    "file": N_("The store's file"),
    "journal": N_("The journal's chain"),
    "order_counts": N_("Orders by status"),
    "stock_levels": N_("Stock by SKU"),
    "sales": N_("Sales by hour and listing"),
    "shelf": N_("Lists of SKUs"),
}


def doctor(*, rebuild: Rebuild = False) -> None:
    """Look the store over: its file, its journal, and every sum against what it is made of.

    Exit code 1: something is wrong. --rebuild makes the sums anew first; facts are never touched.
    """
    with opened() as store:
        if rebuild:
            services.doctor.rebuild(store)
            say(_("All sums were made anew."))
        found = services.doctor.examine(store)
    if as_json():
        document({"rows": [{"what": one.id, "wrong": list(one.wrong)} for one in found]})
    else:
        table((_("Looked at"), _("Found")), [(_(NAMES[one.id]), _said(one)) for one in found])
    if any(one.wrong for one in found):
        say(_("Sums are mended by: shopdesk doctor --rebuild."))
        raise typer.Exit(1)


def _said(one: "Finding") -> str:
    if not one.wrong:
        return _("well")
    rest = len(one.wrong) - MOST
    named = "; ".join(one.wrong[:MOST])
    return _("{rows} and {n} more").format(rows=named, n=rest) if rest > 0 else named
