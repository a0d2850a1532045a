"""How commands speak: data on stdout, narration on stderr, JSON when asked."""

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shopdesk.store import Change, Store


@dataclass(frozen=True, slots=True)
class Context:
    """What the global options said."""

    home: str | None = None
    store: str | None = None
    as_json: bool = False


CONTEXT: ContextVar[Context] = ContextVar("CONTEXT", default=Context())


@contextlib.contextmanager
def opened() -> "Iterator[Store]":
    """Open the store that the global options name, for one command."""
    from shopdesk.config import find_home
    from shopdesk.store import Store

    asked = CONTEXT.get()
    store = Store.open(find_home(asked.home, asked.store))
    try:
        yield store
    finally:
        store.close()


def as_json() -> bool:
    """Return whether one JSON document is wanted instead of text."""
    return CONTEXT.get().as_json


def document(answer: Any) -> None:
    """Print one JSON document."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Tell something beside the data, on stderr."""
    from shopdesk.text import safe

    print(safe(text), file=sys.stderr)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 60) -> None:
    """Print a table in aligned columns; text from outside is made harmless, and cut."""
    from rich.cells import cell_len

    from shopdesk.text import safe

    lines = [[safe(cell, widest) for cell in row] for row in rows]
    widths = [
        max([cell_len(title), *(cell_len(line[i]) for line in lines)])
        for i, title in enumerate(header)
    ]
    for line in [list(header), *lines]:
        padded = [
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        ]
        print("  ".join(padded).rstrip())


def report(change: "Change", *, planned: bool = False, back: str = "") -> None:
    """Tell what a verb did, with its journal entry's number, and the command that takes it back."""
    from shopdesk.locale import _

    if as_json():
        document({"entry": change.entry, "label": change.label, "rows": change.rows})
    elif planned:
        say(_("Plan only, nothing was changed: {label}").format(label=change.label))
    elif change.entry is None:
        say(_("Nothing changed."))
    elif change.left:
        say(_("{label} (entry {n}; cannot be undone)").format(label=change.label, n=change.entry))
    else:
        back = back or f"undo {change.entry}"
        say(_("{label} (entry {n}; “shopdesk {back}” takes it back)").format(
            label=change.label, n=change.entry, back=back))  # fmt: skip
