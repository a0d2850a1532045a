"""``shopdesk report schedule``: reports that come by themselves, and what calls them."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli import reports
from shopdesk.cli.out import CONTEXT, as_json, document, opened, report, say, table
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.clock import Clock
    from shopdesk.reports.owed import Made
    from shopdesk.services.reporting import Plan

schedule = typer.Typer(
    invoke_without_command=True, help="Reports that come by themselves, and what calls them."
)
Name = Annotated[str, typer.Argument(help="The schedule's name, like monthly-boss.")]
RUN = "report schedule run --due"


def register(app: typer.Typer) -> None:
    """Add the commands of the schedule."""
    app.add_typer(schedule, name="schedule")


@schedule.callback()
def printed(context: typer.Context) -> None:
    """Print the systemd units and the line for cron that make what is due."""
    if context.invoked_subcommand:
        return
    from shopdesk.reports import timers

    with opened() as store, store.read() as read:
        plans, zone = services.reporting.plans(read), store.clock.zone
    if not plans:
        raise Refusal(_("No report is scheduled: “shopdesk report schedule add” begins."))
    command = _command()
    units = {
        "shopdesk-reports.service": timers.service(command),
        "shopdesk-reports.timer": timers.timer(plans, zone),
    }
    if as_json():
        document({"command": command, "units": units, "cron": timers.cron(command)})
        return
    for name, unit in units.items():
        print(f"# ~/.config/systemd/user/{name}\n{unit}\n")
    print(f"# crontab -e\n{timers.cron(command)}")
    say(_("With systemd: save both, then “systemctl --user enable --now shopdesk-reports.timer”; "
          "without it the line for cron. What is not due is not made."))  # fmt: skip


@schedule.command("list")
def list_plans() -> None:
    """List the reports that come by themselves, and when each is due next."""
    with opened() as store:
        with store.read() as read:
            plans = services.reporting.plans(read)
        clock = store.clock
    if as_json():
        document({"schedules": [_document(one, clock) for one in plans]})
        return
    from shopdesk.reports.schedule import following

    table(
        (_("Name"), _("Report"), _("Comes"), _("Next"), _("File")),
        [(one.name, one.report, comes(one), clock.show(following(one, clock)), one.out)
         for one in plans],
    )  # fmt: skip


@schedule.command()
def add(
    name: Name,
    what: Annotated[str, typer.Argument(metavar="REPORT", help="The report, like monthly.")],
    out: Annotated[
        Path, typer.Option(help="The file; {period} and {report} in its name are filled in.")
    ],
    every: Annotated[
        str, typer.Option(help="daily, weekly or monthly; empty: as the report is.")
    ] = "",
    day: Annotated[int, typer.Option(help="Weekly: 1 is Monday; monthly: 31 is the last day.")] = 1,
    at: Annotated[str, typer.Option(help="The time of the shop's clock.")] = "07:00",
    period: Annotated[
        str, typer.Option(help="yesterday, last-week, last-month …; empty: the one that ended.")
    ] = "",
    shop: reports.Shop = "",
    currency: reports.Currency = "",
    names: reports.Names = False,
    more: reports.Set = None,
    plan: reports.Plan = False,
) -> None:
    """Let a report come by itself; a schedule of that name is replaced. --lang is its language."""
    from shopdesk.reports import catalogue, renderers, running
    from shopdesk.reports import schedule as days

    often = every or (what if what in days.OF else "monthly")
    given = reports.answers(period, shop, currency, names, more)
    running.filled(catalogue.named(what), given)
    days.refuse_standing(given)
    renderers.ending(out)
    with opened() as store:
        change = store.run(
            "schedule",
            lambda work: services.reporting.schedule(
                work, name, what, every=often, out=str(out.expanduser().absolute()), day=day,
                at=at, answers=given, language=language(),
            ),
            keep=not plan,
        )  # fmt: skip
    report(change, planned=plan)


@schedule.command()
def remove(name: Name, plan: reports.Plan = False) -> None:
    """Let a report come by itself no more; what was written stays."""
    with opened() as store:
        change = store.run(
            "unschedule", lambda work: services.reporting.unschedule(work, name), keep=not plan
        )
    report(change, planned=plan)


@schedule.command()
def run(
    due: Annotated[bool, typer.Option("--due", help="Make all that is due, each once.")] = False,
    plan: reports.Plan = False,
) -> None:
    """Make what is due since its last run, also after missed nights; what a timer calls.

    Exit code 1: a report could not be made; it is tried again the next time.
    """
    if not due:
        raise Refusal(_("Say --due: what is due is made, and nothing else."))
    from shopdesk.reports import owed
    from shopdesk.reports.schedule import due as awaited

    with opened() as store:
        if plan:
            with store.read() as read:
                made = [owed.Made(one) for one in awaited(read)]
        else:
            made = list(owed.make(store))
    _tell(made, planned=plan)
    if any(one.wrong for one in made):
        raise typer.Exit(1)


def comes(plan: "Plan") -> str:
    """Return how often and when a report comes, in words."""
    said = {
        "daily": _("every day at {time}"),
        "weekly": _("every week, day {day}, at {time}"),
        "monthly": _("every month, day {day}, at {time}"),
    }[plan.every]
    return said.format(day=plan.day, time=plan.time)


def _tell(made: "list[Made]", *, planned: bool) -> None:
    if as_json():
        document({"made": [_made(one) for one in made]})
        return
    for one in made:
        if one.wrong:
            said = _("{name}: {wrong}").format(name=one.due.plan.name, wrong=one.wrong)
        elif one.written is None:
            said = _("{name} is due: {file}").format(name=one.due.plan.name, file=one.due.file)
        else:
            said = _("{name}: wrote {file} (entry {entry})").format(
                name=one.due.plan.name, file=one.written.path, entry=one.written.entry
            )
        say(said)
    if not made:
        say(_("Nothing is due."))
    elif planned:
        say(_("Plan only, nothing was written."))


def _made(one: "Made") -> dict[str, Any]:
    written = one.written
    return {
        "schedule": one.due.plan.name, "report": one.due.plan.report, "period": one.due.period,
        "file": str(one.due.file), "entry": written.entry if written else None,
        "sha256": written.sha256 if written else None, "wrong": one.wrong or None,
    }  # fmt: skip


def _document(plan: "Plan", clock: "Clock") -> dict[str, Any]:
    from shopdesk.reports.schedule import following

    return {
        "name": plan.name, "report": plan.report, "answers": dict(plan.answers),
        "language": plan.language, "every": plan.every, "day": plan.day, "time": plan.time,
        "out": plan.out, "next": clock.iso(following(plan, clock)),
    }  # fmt: skip


def _command() -> str:
    """Return the command that a timer calls, with this home if one was named in any way."""
    program = shutil.which("shopdesk") or str(Path(sys.argv[0]).absolute())
    home = CONTEXT.get().home or os.environ.get("SHOPDESK_HOME")
    words = [program, *(("--home", str(Path(home).absolute())) if home else ()), *RUN.split()]
    return shlex.join(words)
