"""Questions of the Reports desk; threads of the doorway run them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from shopdesk.reports.document import Document
    from shopdesk.reports.owed import Made as Owed
    from shopdesk.reports.spec import Report
    from shopdesk.services.reporting import Plan, Run
    from shopdesk.services.shops import Named
    from shopdesk.store import Read, Store

RUN: Final = "shopdesk report schedule run --due"
"""What a timer calls."""
UNIT: Final = "~/.config/systemd/user/shopdesk-reports"
"""Where systemd looks for it."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report with the file that was written last, and when it is due next by a schedule."""

    report: "Report"
    last: "Run | None"
    next: int | None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A report that comes by itself, and when it is due next."""

    plan: "Plan"
    next: int


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made, and of which state of the store: newest entry, day of the shop."""

    document: "Document"
    of: tuple[int, date]


def shelf(read: "Read") -> Sequence[Shelved]:
    """Return every report of the house."""
    from shopdesk.reports import catalogue
    from shopdesk.services import reporting

    last = reporting.latest(read)
    due: dict[str, int] = {}
    for one in schedules(read):
        due[one.plan.report] = min(one.next, due.get(one.plan.report, one.next))
    return [Shelved(one, last.get(one.id), due.get(one.id)) for one in catalogue.every()]


def schedules(read: "Read") -> "Sequence[Scheduled]":
    """Return the reports that come by themselves, each with the moment that it is due next."""
    from shopdesk.reports import schedule
    from shopdesk.services import reporting

    return [Scheduled(one, schedule.following(one, read.clock)) for one in reporting.plans(read)]


def timer(read: "Read") -> str:
    """Return the lines for systemd and cron that make them come."""
    from shopdesk.reports import timers
    from shopdesk.services import reporting

    plans, zone = reporting.plans(read), read.clock.zone
    units = {"service": timers.service(RUN), "timer": timers.timer(plans, zone)}
    written = [f"# {UNIT}.{kind}\n{unit}" for kind, unit in units.items()]
    return "\n\n".join((f"# crontab -e\n{timers.cron(RUN)}", *written))


def make_due(store: "Store", job: Job) -> "list[Owed]":
    """Make all reports that are due, each once."""
    from shopdesk.reports import owed

    found = []
    for one in owed.make(store):
        found.append(one)
        job.progress(one.due.plan.name, len(found), 0.0)
        if job.cancelled():
            break
    return found


def made(
    read: "Read", name: str, answers: Mapping[str, str], known: "Made | None" = None
) -> "Made":
    """Return the report; one that is known already, where nothing happened since."""
    from shopdesk.reports import running
    from shopdesk.services import journal

    of = (journal.head(read), read.clock.today())
    if known is not None and known.of == of:
        return known
    return Made(running.make(read, name, answers), of)


def shops(read: "Read") -> "Sequence[Named]":
    """Return the shops that a report can be asked of."""
    from shopdesk.services import shops as known

    return known.every(read.connection)


def text(_read: "Read", document: "Document") -> str:
    """Return the report as plain text, to be pasted into a chat or a mail."""
    from shopdesk.reports.renderers import render

    return render(document, ".txt").decode()
