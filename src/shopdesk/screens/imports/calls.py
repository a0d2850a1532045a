"""Questions of the import desk; threads of the doorway run them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Job
from shopdesk.screens.imports.rows import FileRow, scan

if TYPE_CHECKING:
    from shopdesk.screens.imports.mapping import Told
    from shopdesk.services.imports import ImportPlan, WhichShop
    from shopdesk.services.orders import OrderCard
    from shopdesk.store import Change, Read, Store


@dataclass(frozen=True, slots=True)
class Wish:
    """What to import, and what a person said about it."""

    paths: tuple[Path, ...]
    shop: str = ""
    password: str = ""
    add: bool | None = None
    """Whether SKUs that are not in the catalogue are added; None: if it is empty."""


def plan(store: "Store", job: Job, wish: Wish) -> "ImportPlan | WhichShop":
    """Read the files and work out what they would change; or ask which shop they are of."""
    from shopdesk.services import imports

    try:
        return imports.plan(
            store,
            wish.paths,
            shop=wish.shop or None,
            password=wish.password or None,
            add=wish.add,
            listener=imports.Listener(job.progress, job.cancelled),
        )
    except imports.WhichShop as question:
        return question


def discard(_store: "Store", made: "ImportPlan") -> None:
    """Forget a plan."""
    from shopdesk.services import imports

    imports.discard(made)


def save_rejects(store: "Store", made: "ImportPlan", path: Path) -> Path:
    """Save what a plan refuses as a spreadsheet, and return where."""
    from shopdesk.services import imports

    if path.suffix.lower() not in {".xlsx", ".json"}:
        path = path.with_name(f"{path.name}.xlsx")
    imports.save_rejects(store, made, path)
    return path


def files(_read: Any, folders: Sequence[Path]) -> list[FileRow]:
    """Return the files that may be exports."""
    return scan(folders)


def order_named(read: "Read", number: str, channel: str, shop: str) -> "OrderCard":
    """Return the order of this number that a shop has here.

    Raises:
        Refusal: it is not here.
    """
    from shopdesk.services import orders

    quoted = number.replace('"', " ")
    for row in orders.page(read, f'number:"{quoted}" channel:{channel}', "number"):
        if row.number == number and row.shop == shop:
            return orders.show(read, row.id)
    raise Refusal(_("There is no order {number}.").format(number=number))


def learn(store: "Store", told: "Told", password: str) -> "Change":
    """Remember how the sheets with this header are read."""
    from shopdesk.services import imports

    path = told.sample.path
    how = asdict(told.way)
    return imports.learn(
        store, [path], told.columns, password=password or None, aim=told.aim, **how
    )
