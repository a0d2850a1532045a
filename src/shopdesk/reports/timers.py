"""What calls the schedule: a systemd timer, or a line for cron. Both only ask what is due."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from shopdesk.services.reporting import Plan

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHORTEST: Final = 28
"""Days that every month has."""


def service(command: str) -> str:
    """Return the unit that makes what is due."""
    return "\n".join((
        "[Unit]",
        "Description=ShopDesk: reports that are due",
        "",
        "[Service]",
        "Type=oneshot",
        "ExecStart=" + command.replace("%", "%%"),
    ))  # fmt: skip


def timer(plans: "tuple[Plan, ...]", zone: str) -> str:
    """Return the unit that calls it, also when the machine was off at the time."""
    lines = dict.fromkeys(f"OnCalendar={_calendar(plan)} {zone}" for plan in plans)
    return "\n".join((
        "[Unit]",
        "Description=ShopDesk: reports",
        "",
        "[Timer]",
        *lines,
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ))  # fmt: skip


def cron(command: str) -> str:
    """Return the line for cron: every quarter of an hour, whatever zone cron believes in."""
    return "*/15 * * * * " + command.replace("%", r"\%")


def _calendar(plan: "Plan") -> str:
    if plan.every == "weekly":
        return f"{WEEKDAYS[plan.day - 1]} *-*-* {plan.time}:00"
    if plan.every == "monthly":
        # Which day is a month's last systemd need not know: what is not due is not made.
        day = f"{plan.day:02}" if plan.day <= SHORTEST else f"{SHORTEST}..31"
        return f"*-*-{day} {plan.time}:00"
    return f"*-*-* {plan.time}:00"
