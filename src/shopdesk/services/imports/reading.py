"""One file from outside: recognised by its content, converted, staged; or refused with a reason."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from shopdesk.channels.convert import Conversion, Damaged, Scattered
from shopdesk.channels.detect import Recognised
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.imports.kinds import Found, Kind, kind_of, word_of
from shopdesk.services.imports.recognising import Recogniser, recognise
from shopdesk.services.imports.shapes import CellChange, FileReport, Listener, Outcome, Reject
from shopdesk.services.imports.snapshots import taken_at
from shopdesk.services.imports.staging import Stage
from shopdesk.sheets import Source, Unreadable, open_source, prepare
from shopdesk.store.staging import Staging


class Cancelled(Refusal):
    """The person stopped the import; nothing was changed."""


@dataclass(slots=True)
class Staged:
    """A file that waits in scratch tables (None: no orders of it do), and its report.

    A sheet of another ``kind`` waits as a ``haul`` instead.
    """

    stage: Stage | None
    report: FileReport
    sha256: str
    taken: int
    wish: str | None
    parts: "list[Staged]" = field(default_factory=list)
    """The later parts of the same export; their rows wait in this one's tables."""
    kind: Kind | None = None
    haul: Any = None
    add: bool = False
    """Whether SKUs that are not in the catalogue are added to it."""
    read_rejects: tuple[Reject, ...] = ()
    """What reading refused of such a sheet, before any of it was compared."""

    def tell(self, placed: "Placing") -> None:
        """Report what was done with a sheet that holds no orders."""
        report = self.report
        report.counts, report.changes = placed.outcome, placed.changes
        report.rejects[:] = [*self.read_rejects, *placed.rejects]
        report.warnings.extend(note for note in placed.notes if note not in report.warnings)


class Placing(Protocol):
    """What placing any such sheet tells."""

    outcome: Outcome
    changes: list[CellChange]
    rejects: list[Reject]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: by whose clock, with what password and shift of days, watched by whom."""

    clock: Clock
    listener: Listener
    password: str | None = None
    shift_days: int = 0
    only: str = ""
    """The one format that is expected, or what the sheet is for; empty: any."""
    fallback: Recogniser = lambda _heads: None


def read(
    path: Path, scratch: Staging, n: int, how: Reading, into: Stage | None = None,
    *, last: bool = True,
) -> Staged:  # fmt: skip
    """Read one file into scratch tables (or into those of an earlier part of the same export).

    A file that is refused comes back with a report that says why, and nothing staged. Unless it is
    the last one, the child that reads the next file is started meanwhile.

    Raises:
        Cancelled: the listener wanted to stop.
    """
    report = FileReport(file=path.name)
    made = Staged(into, report, "", taken_at(path.name, how.clock.zone, how.shift_days), None)
    try:
        with open_source(path, how.password) as source:
            if not last:
                prepare()
            made.sha256 = source.sha256
            report.warnings.extend(source.notes)
            _stage(source, made, scratch, n, how)
    except Unknown as unknown:
        report.rejects.append(Reject("", None, "", "", str(unknown)))
    except Damaged as damaged:
        _empty(made, Reject(*damaged.reject))
    except Unreadable as error:
        _empty(made, Reject(error.sheet or "", error.row, error.column or "", "", str(error)))
    return made


def _stage(source: Source, made: Staged, scratch: Staging, n: int, how: Reading) -> None:
    found = recognise(source.heads, how.fallback, how.only)
    if found is None:
        raise Unknown(source)
    if not isinstance(found, Recognised):
        _haul(source, found, made, how)
        return
    report, channel = made.report, found.spec.channel
    report.format, report.channel = found.spec.format, channel
    stage = made.stage or Stage(scratch, n, channel=channel, taken=made.taken, clock=how.clock)
    made.stage = stage
    stage.begin_part()
    try:
        _pour(source, found, stage, report, how)
    except Scattered:
        stage.take_back()
        report.warnings.append(_("The rows of an order do not stand together; sorted them."))
        _pour(source, found.scattered(), stage, report, how)


class Unknown(Refusal):
    """No channel knows this sheet, and nobody has mapped its header yet."""

    def __init__(self, source: Source) -> None:
        names = ", ".join(head.name for head in source.heads if head.name) or source.kind
        super().__init__(
            _(
                "This is no export that ShopDesk knows ({names}). If it has a header row, tell "
                "what its columns mean once: --map FIELD=HEADER, or key “m” in the import desk."
            ).format(names=names)
        )


def _pour(
    source: Source, found: Recognised, stage: Stage, report: FileReport, how: Reading
) -> None:
    conversion = Conversion(found, file=report.file, zone=how.clock.zone, shift_days=how.shift_days)
    stage.scratch.begin()
    try:
        for first, rows in source.rows(found.sheet, found.first_row):
            stage.add(conversion.feed(first, rows))
            how.listener.progress(report.file, conversion.rows, source.progress)
            if how.listener.cancelled():
                raise Cancelled(_("Import stopped; nothing was changed."))
        stage.add(conversion.finish())
    finally:
        stage.scratch.commit()
    report.rows, report.lines = conversion.rows, conversion.lines
    report.rejects.extend(Reject(*reject) for reject in conversion.rejects)
    report.orders.refused = conversion.refused
    report.warnings.extend(conversion.warnings)


def _haul(source: Source, found: Found, made: Staged, how: Reading) -> None:
    """Read a sheet that holds no orders: it waits in memory, as none is as long as theirs."""
    report, kind = made.report, kind_of(found)
    report.format, report.kind = found.spec.format, word_of(found)
    channel = getattr(found.spec, "channel", "")
    report.channel = None if channel in {"", "generic"} else channel
    conversion = kind.begin(found, report.file, how.clock, how.shift_days)
    for first, rows in source.rows(found.sheet, found.first_row):
        conversion.feed(first, rows)
        how.listener.progress(report.file, conversion.rows, source.progress)
        if how.listener.cancelled():
            raise Cancelled(_("Import stopped; nothing was changed."))
    made.kind = kind
    made.haul, report.lines = kind.gather(made, found, conversion)
    report.rows = conversion.rows
    report.rejects.extend(Reject(*reject) for reject in conversion.rejects)
    made.read_rejects = tuple(report.rejects)
    report.counts.refused = conversion.refused
    report.warnings.extend(conversion.warnings)


def _empty(made: Staged, reject: Reject) -> None:
    if made.stage:
        made.stage.take_back()
    report = made.report
    report.rows = report.lines = report.counts.refused = 0
    report.rejects[:] = [reject]
