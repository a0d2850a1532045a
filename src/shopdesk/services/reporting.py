"""Reports that were written and reports that come by themselves: what is kept of both."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import Instant
from shopdesk.locale import _
from shopdesk.models.reporting import EVERY, ReportPlan, ReportRun
from shopdesk.refusal import Refusal
from shopdesk.store import Change, Read, Work

NAME: Final = re.compile(r"\w[\w-]{0,39}")
LAST_DAY: Final = {"daily": 1, "weekly": 7, "monthly": 31}
"""The greatest day that each kind of plan may name."""
MOST: Final = 200
"""Runs that a list shows."""


@dataclass(frozen=True, slots=True)
class Run:
    """A report that was written: what was asked, the file, its SHA-256, whether it names people."""

    id: int
    report: str
    answers: Mapping[str, str]
    period: str
    language: str
    file: str
    sha256: str
    bytes: int
    at: Instant
    personal: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A report that comes by itself: which, with what answers, when, into what file."""

    id: int
    name: str
    report: str
    answers: Mapping[str, str]
    language: str
    every: str
    day: int
    time: str
    out: str


def plans(read: Read) -> tuple[Plan, ...]:
    """Return the reports that come by themselves, by name."""
    query = sa.select(ReportPlan.__table__).order_by(ReportPlan.name)
    return tuple(_plan(row) for row in read.connection.execute(query))


def plan_named(read: Read, name: str) -> Plan:
    """Return the plan of this name.

    Raises:
        Refusal: there is none.
    """
    found = {one.name: one for one in plans(read)}
    if name in found:
        return found[name]
    raise Refusal(
        _("No report is scheduled as “{name}”. Scheduled: {names}.").format(
            name=name, names=", ".join(found) or "–"
        )
    )


def runs(read: Read, report: str = "", limit: int = MOST) -> tuple[Run, ...]:
    """Return the reports that were written, the newest first: of one report, or of all."""
    query = sa.select(ReportRun.__table__).order_by(ReportRun.id.desc()).limit(limit)
    if report:
        query = query.where(ReportRun.report == report)
    return tuple(_run(row) for row in read.connection.execute(query))


def latest(read: Read) -> Mapping[str, Run]:
    """Return the newest run of each report, by the report."""
    newest = sa.select(sa.func.max(ReportRun.id)).group_by(ReportRun.report)
    query = sa.select(ReportRun.__table__).where(ReportRun.id.in_(newest))
    return {row.report: _run(row) for row in read.connection.execute(query)}


def written(read: Read, file: str, since: Instant) -> bool:
    """Tell whether a report was written to this file at that moment or later."""
    test = sa.exists().where(ReportRun.file == file, ReportRun.at >= since)
    return bool(read.connection.scalar(sa.select(test)))


def ran(
    work: Work,
    report: str,
    file: str,
    sha256: str,
    size: int,
    *,
    answers: Mapping[str, str],
    period: str = "",
    language: str = "",
    personal: bool = False,
) -> Change:
    """Keep that a report was written; the file has left the house and does not come back."""
    work.session.add(
        ReportRun(
            report=report, answers=_json(answers), period=period, language=language, file=file,
            sha256=sha256, bytes=size, at=work.clock.now(), personal=int(personal),
        )
    )  # fmt: skip
    said = _("Wrote the report “{report}” to {file} (SHA-256 {hash})")
    label = said.format(report=report, file=file, hash=sha256)
    work.leaves(label)
    return work.done(label)


def schedule(
    work: Work,
    name: str,
    report: str,
    *,
    every: str,
    out: str,
    day: int = 1,
    at: str = "07:00",
    answers: Mapping[str, str] | None = None,
    language: str = "",
) -> Change:
    """Let a report come by itself; what was scheduled under that name before is replaced.

    Raises:
        Refusal: the name, the day or the time cannot be, or another one writes the same file.
    """
    tidy = "-".join(name.split())
    _refuse_wrong(tidy, every, day, at)
    _refuse_same_file(work, tidy, out.replace("{report}", report))
    was = work.session.scalar(sa.select(ReportPlan).where(ReportPlan.name == tidy))
    plan = was or ReportPlan(name=tidy)
    plan.report, plan.every, plan.out, plan.language = report, every, out, language
    plan.day, plan.time, plan.answers = day, at, _json(answers or {})
    work.session.add(plan)
    said = _("Changed the schedule “{name}”") if was else _("Scheduled the report as “{name}”")
    return work.done(said.format(name=tidy))


def unschedule(work: Work, name: str) -> Change:
    """Let a report come by itself no more; the files that it wrote stay.

    Raises:
        Refusal: nothing is scheduled under that name.
    """
    plan = work.session.get(ReportPlan, plan_named(work, name).id)
    work.session.delete(plan)
    return work.done(_("Removed the schedule “{name}”").format(name=name))


def _refuse_wrong(name: str, every: str, day: int, at: str) -> None:
    if not NAME.fullmatch(name):
        said = _("“{name}” cannot name a schedule: up to 40 letters, digits and - do.")
        raise Refusal(said.format(name=name))
    if every not in EVERY:
        said = _("A report comes {words}, not “{name}”.")
        raise Refusal(said.format(words=", ".join(EVERY), name=every))
    if not 1 <= day <= LAST_DAY[every]:
        said = _("The day of a {every} report is 1 to {last}, not {day}.")
        raise Refusal(said.format(every=every, last=LAST_DAY[every], day=day))
    try:
        fits = len(at) == len("07:00") and bool(time.fromisoformat(at).isoformat())
    except ValueError:
        fits = False
    if not fits:
        raise Refusal(_("“{time}” is not a time of the day: write 07:00.").format(time=at))


def _refuse_same_file(work: Work, name: str, out: str) -> None:
    for other in plans(work):
        if other.out.replace("{report}", other.report) == out and other.name != name:
            said = _("“{other}” writes {file} already; choose another file.")
            raise Refusal(said.format(other=other.name, file=out))


def _plan(row: Any) -> Plan:
    return Plan(row.id, row.name, row.report, json.loads(row.answers), row.language, row.every,
                row.day, row.time, row.out)  # fmt: skip


def _run(row: Any) -> Run:
    return Run(row.id, row.report, json.loads(row.answers), row.period, row.language, row.file,
               row.sha256, row.bytes, row.at, bool(row.personal))  # fmt: skip


def _json(answers: Mapping[str, str]) -> str:
    return json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
