"""Taking an entry back and doing it again, from wherever its line stands."""

from typing import TYPE_CHECKING, Any

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.history import sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.journal import Blocker, Entry


def stands(entry: "Entry | None") -> str | None:
    """Return why an entry cannot be taken back, or None."""
    if entry is None:
        return _("Choose an entry of the history first.")
    if entry.undoes is not None:
        return _("Entry {n} is itself an undo; use redo.").format(n=entry.entry)
    return _("Entry {n} was undone already.").format(n=entry.entry) if entry.undone else None


def was_undone(entry: "Entry | None") -> str | None:
    """Return why an entry cannot be done again, or None."""
    if entry is None:
        return _("Choose an entry of the history first.")
    return None if entry.undone else _("Entry {n} was not undone.").format(n=entry.entry)


def take_back(app: Any, entry: "Entry") -> None:
    """Undo an entry, or show record by record what later work stands in the way."""

    def found(blockers: "Sequence[Blocker]") -> None:
        if blockers:
            title = _("Entry {n} cannot be undone yet").format(n=entry.entry)
            app.push_screen(Reader(title, sheets.in_the_way(entry.entry, blockers, app.clock)))
        else:
            app.write("journal.undo", entry.entry)

    app.ask("journal.blockers", entry.entry, then=found)


def do_again(app: Any, entry: "Entry") -> None:
    """Redo an entry that was taken back."""
    app.write("journal.redo", entry.entry)
