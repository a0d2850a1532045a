"""Files go to their places, and the journal says what left the house and what a shop was told."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.services.exports import writing
from shopdesk.services.exports.noting import note
from shopdesk.services.exports.shapes import ExportPlan, File, Written, kind_word
from shopdesk.services.exports.writing import Draft
from shopdesk.store import Change, Read, Store, Work
from shopdesk.store.journal import ENTRY


def depart(store: Store, plan: ExportPlan) -> Written:
    """Write the files of a plan: all of them and the journal's entry, or nothing.

    Raises:
        Refusal: there is nothing to write, or it cannot be written there.
    """
    out = plan.wish.out
    if not plan.rows:
        return Written(
            (),
            0,
            plan.skips,
            None,
            None,
            _("Nothing to tell; nothing was written."),
            notes=plan.notes,
        )
    if plan.sheet is not None and out.exists() and out.samefile(plan.sheet.path):
        raise Refusal(
            _("{path} is the template itself; write to another name.").format(path=out.name)
        )
    with _folder(out) as folder:
        found = writing.files(writing.draft(plan, folder), out)
        change = store.run("export", lambda work: _leave(work, plan, found))
    written = [file for _draft, file in found]
    listed = None
    if len(written) > 1:
        listed = writing.manifest(plan, written, out.with_suffix(writing.MANIFEST))
    return Written(
        tuple(written), plan.rows, plan.skips, listed, change.entry, change.label,
        note(store, plan), plan.notes,
        {file.path.name: draft.parts for draft, file in found},
    )  # fmt: skip


def _leave(work: Work, plan: ExportPlan, found: Sequence[tuple[Draft, File]]) -> Change:
    """Put the files into their places as the last thing of the entry."""
    n = plan.rows
    said = ngettext("{kind} of {n} row, {shop}", "{kind} of {n} rows, {shop}", n)
    what = said.format(kind=kind_word(plan.wish.kind), n=n, shop=plan.shop or plan.channel)
    names = ", ".join(file.path.name for _draft, file in found)
    work.leaves("\n".join(f"{file.path.name} {file.rows} {file.sha256}" for _draft, file in found))
    change = work.done(f"{what}: {names}")
    placed: list[Path] = []
    try:
        for draft, file in found:
            draft.path.replace(file.path)
            placed.append(file.path)
    except OSError as fault:
        for path in placed:
            with suppress(OSError):
                path.unlink()
        raise _unwritable(file.path, fault) from fault
    return change


def departed(read: Read) -> frozenset[str]:
    """Return the SHA-256 of every file that left the house."""
    query = sa.select(ENTRY.c.irreversible).where(ENTRY.c.verb == "export")
    lines = (line for told in read.connection.scalars(query) for line in str(told).splitlines())
    return frozenset(line.rpartition(" ")[2] for line in lines)


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """Yield a private folder beside the file to write."""
    try:
        made = tempfile.TemporaryDirectory(prefix=".shopdesk-", dir=out.absolute().parent)
    except OSError as fault:
        raise _unwritable(out, fault) from fault
    with made as folder:
        yield Path(folder)


def _unwritable(path: Path, fault: OSError) -> Refusal:
    return Refusal(
        _("Cannot write {path}: {reason}. Choose another folder, or free some space.").format(
            path=path, reason=fault.strerror or type(fault).__name__
        )
    )
