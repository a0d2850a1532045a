"""Questions of the import desk; threads of the doorway run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.screens.doorway import Job
from shopdesk.screens.imports.rows import FileRow, scan

if TYPE_CHECKING:
    from shopdesk.services.imports import ImportPlan
    from shopdesk.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """What to import, and what a person said about it."""

    paths: tuple[Path, ...]
    shop: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of an unknown sheet: its columns with a value each, and a first guess."""

    path: Path
    columns: tuple[tuple[str, str], ...]
    guess: dict[str, str]


def plan(store: "Store", job: Job, wish: Wish) -> "ImportPlan":
    """Read the files and work out what they would change."""
    from shopdesk.services import imports

    return imports.plan(
        store,
        wish.paths,
        shop=wish.shop or None,
        password=wish.password or None,
        listener=imports.Listener(job.progress, job.cancelled),
    )


def discard(_store: "Store", made: "ImportPlan") -> None:
    """Forget a plan."""
    from shopdesk.services import imports

    imports.discard(made)


def files(_read: Any, folders: Sequence[Path]) -> list[FileRow]:
    """Return the files that may be exports."""
    return scan(folders)


def header(_read: Any, path: Path, password: str) -> Header | None:
    """Return the header of the sheet that looks most like one, or None."""
    from shopdesk.channels import generic
    from shopdesk.sheets import open_source

    with open_source(path, password or None) as source:
        for head in source.heads:
            if found := generic.guess_header(head):
                at, names = found
                sample = head.rows[at + 1 : at + 6]
                columns = tuple((name, _first(sample, n)) for n, name in enumerate(names) if name)
                return Header(path, columns, generic.suggest(names, sample))
    return None


def _first(rows: Sequence[Sequence[Any]], column: int) -> str:
    """Return the first value that a column has in these rows."""
    cells = (row[column] for row in rows if column < len(row))
    return next((str(cell) for cell in cells if cell not in (None, "")), "")
