"""``shopdesk views``: filters with names, for me or for the whole shop."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.views import Saved
    from shopdesk.store import Change, Work

app = typer.Typer(no_args_is_help=True, help="Saved views: filters that are used as @name.")

Name = Annotated[str, typer.Argument(help="The view's name, with or without the @.")]
Area = Annotated[str, typer.Option(help="What the view shows: orders, products or journal.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""


@app.command("list")
def list_views(area: Area = "") -> None:
    """List the views: built-in, the shop's and mine."""
    with opened() as store, store.read() as read:
        found = services.views.every(read, area)
        ours = services.views.built_in(read, area)
    if as_json():
        built_in = [_document(view) | {"built_in": True} for view in ours]
        document({"views": [*built_in, *map(_document, found)]})
        return
    lines = [(view.area, f"@{view.name}", _("built in"), view.filter, "") for view in ours]
    lines += [
        (view.area, f"@{view.name}", _("the shop's") if view.shared else _("mine"), view.filter,
         view.wrong or "")
        for view in found
    ]  # fmt: skip
    table((_("Area"), _("View"), _("Whose"), _("Filter"), _("Wrong")), lines)


@app.command(context_settings=WORDS)
def save(
    name: Name,
    where: Annotated[list[str], typer.Argument(help="The filter, like is:late sort:-total.")],
    area: Area = "orders",
    shop: Annotated[bool, typer.Option("--shop", help="For the whole shop, not only me.")] = False,
    plan: Plan = False,
) -> None:
    """Save a filter under a name; a view of that name is overwritten."""
    text = " ".join(where)
    _run("save", lambda work: services.views.save(work, area, name, text, shop=shop), plan=plan)


@app.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(help="The new name.")],
    area: Area = "orders",
    plan: Plan = False,
) -> None:
    """Give a view another name."""
    _run("rename", lambda work: services.views.rename(work, area, name, new), plan=plan)


@app.command()
def remove(name: Name, area: Area = "orders", plan: Plan = False) -> None:
    """Forget a view."""
    _run("remove", lambda work: services.views.remove(work, area, name), plan=plan)


def _run(verb: str, act: "Callable[[Work], Change]", *, plan: bool) -> None:
    with opened() as store:
        report(store.run(verb, act, keep=not plan), planned=plan)


def _document(view: "Saved") -> dict[str, Any]:
    return {
        "area": view.area, "name": view.name, "filter": view.filter, "columns": list(view.columns),
        "shared": view.shared, "wrong": view.wrong, "built_in": False,
    }  # fmt: skip
