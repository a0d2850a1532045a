"""The columns of the tasks, and what each says of one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk import money
from shopdesk import parcels as words
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in the list: ``rank`` is its place by what presses."""

    id: int
    rank: int
    task: "TaskRow"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        task = self.task
        said = (task.kind, words.task(task.kind), task.order, task.tracking, task.courier,
                task.sku, task.product, task.rack, task.about, task.buyer)  # fmt: skip
        marks = [f"@{task.currency}"]
        if task.state == "open":
            marks.append("@overdue" if task.overdue else "@in_time")
        return " ".join((*marks, f"@{task.state}", f"@{task.kind}+{task.state}", *said))

    @property
    def kind(self) -> str:
        """What is to be done, for the order of the list."""
        return words.task(self.task.kind)

    @property
    def order(self) -> str:
        """The order's number."""
        return self.task.order

    @property
    def amount(self) -> int:
        """What it is about in money, 0 where it is not."""
        return self.task.amount or 0

    @property
    def age(self) -> int:
        """Days since it was made."""
        return self.task.age_days

    @property
    def rack(self) -> tuple[str, str]:
        """Where its goods go, for a walk along the racks."""
        return self.task.rack, self.task.sku


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""
    return (
        Column("kind", _("To do"), _kind, 20, 1, sort="kind"),
        Column("order", _("Order"), lambda t: t.task.order, 14, 2, sort="order", whole=True),
        Column("what", _("With"), _what, 20, 4, sort="rack"),
        Column("due", _("Time left"), lambda t: _left(t, clock), 12, 3, sort="rank"),
        Column("amount", _("Amount"), _amount, 12, 5, align="right", sort="amount"),
        Column("age", _("Age"), lambda t: _("{n}d").format(n=t.age), 4, 7, align="right",
               sort="age"),
        Column("about", _("About"), lambda t: t.task.about, 16, 6, grow=True),
        Column("courier", _("Courier"), lambda t: t.task.courier, 12, 8),
        Column("buyer", _("Buyer"), lambda t: t.task.buyer, 14, 9),
        Column("shop", _("Shop"), _shop, 18, 10),
        Column("made_by", _("Made by"), lambda t: t.task.made_by, 10, 11),
    )  # fmt: skip


def _kind(line: TaskLine) -> Shown:
    task = line.task
    sign = {"done": glyphs().done, "dropped": glyphs().trouble}.get(task.state, glyphs().wait)
    return f"{sign} {line.kind}", "" if task.state == "open" else "quiet"


def _what(line: TaskLine) -> str:
    """Return the goods and where they go, or the parcel."""
    task = line.task
    if task.sku:
        return " · ".join(filter(None, (f"{task.qty} × {task.sku}", task.rack or task.product)))
    return task.tracking


def _left(line: TaskLine, clock: Clock) -> Shown:
    task = line.task
    if task.state != "open":
        return words.state(task.state), "quiet"
    if task.due is None:
        return ""
    return countdown(task.due, clock.now()), "late" if task.overdue else ""


def _amount(line: TaskLine) -> str:
    task = line.task
    return "" if task.amount is None else money.show(task.amount, task.currency, language())


def _shop(line: TaskLine) -> str:
    return f"{channel(line.task.channel)} {line.task.shop}".strip()
