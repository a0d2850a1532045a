"""Making tasks, and being done with them."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from shopdesk.clock import Instant
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import TASKS, Task
from shopdesk.refusal import Refusal
from shopdesk.store import Change, Work

Ending = Callable[[Task], str | None]


def add(
    work: Work, kind: str, order_id: int, *, parcel_id: int | None = None,
    variant_id: int | None = None, qty: int = 0, about: str = "", amount: int | None = None,
    due: Instant | None = None,
) -> int:  # fmt: skip
    """Put a task on the list as a part of a verb, and return its id.

    The same task of the same order, parcel and SKU is open once: a second one only says it anew.

    Raises:
        ValueError: nobody knows such a kind.
    """
    if kind not in TASKS:
        raise ValueError(kind)
    same = sa.select(Task).where(
        Task.kind == kind, Task.order_id == order_id, Task.state == "open",
        Task.parcel_id.is_(parcel_id), Task.variant_id.is_(variant_id),
    )  # fmt: skip
    task = work.session.scalars(same).first()
    if task is None:
        task = Task(
            kind=kind, order_id=order_id, parcel_id=parcel_id, variant_id=variant_id,
            made_at=work.clock.now(), made_by=work.actor.name,
        )  # fmt: skip
        work.session.add(task)
    task.qty, task.amount, task.due = qty, amount, due
    task.about = about.strip() or task.about or ""
    work.session.flush()
    return task.id


def done(work: Work, task_ids: Sequence[int]) -> Change:
    """Say that the tasks are done."""
    tasks = _load(work, task_ids)
    _end(work, tasks, "done")
    label = ngettext("Did {n} task", "Did {n} tasks", len(tasks))
    return work.done(_called(work, tasks, label))


def drop(work: Work, task_ids: Sequence[int], why: str = "") -> Change:
    """Say that the tasks are not needed any more."""
    tasks = _load(work, task_ids)
    _end(work, tasks, "dropped")
    for task in tasks:
        task.about = " · ".join(filter(None, (task.about, why.strip())))
    label = ngettext("Dropped {n} task", "Dropped {n} tasks", len(tasks))
    return work.done(_called(work, tasks, label))


def reopen(work: Work, task_ids: Sequence[int]) -> Change:
    """Put tasks that were done or dropped on the list again."""
    tasks = _load(work, task_ids)
    _refuse(work, tasks, lambda task: _("it is open") if task.state == "open" else None)
    for task in tasks:
        task.state, task.done_at, task.done_by = "open", None, ""
    label = ngettext("Opened {n} task again", "Opened {n} tasks again", len(tasks))
    return work.done(_called(work, tasks, label))


def _end(work: Work, tasks: Sequence[Task], state: str) -> None:
    said = {"done": _("it is done already"), "dropped": _("it was dropped already")}
    _refuse(work, tasks, lambda task: said.get(task.state))
    for task in tasks:
        task.state, task.done_at, task.done_by = state, work.clock.now(), work.actor.name


def _load(work: Work, task_ids: Sequence[int]) -> list[Task]:
    asked = list(dict.fromkeys(task_ids))
    found = [task for one in asked if (task := work.session.get(Task, one)) is not None]
    if not asked:
        raise Refusal(_("No task is chosen."))
    if len(found) < len(asked):
        raise Refusal(_("A task is no longer here; reload the list."))
    return found


def _refuse(work: Work, tasks: Sequence[Task], guard: Ending) -> None:
    for task in tasks:
        if reason := guard(task):
            said = _("The task of order {number}: {reason}. Nothing was changed.")
            raise Refusal(said.format(number=_number(work, task), reason=reason))


def _called(work: Work, tasks: Sequence[Task], label: str) -> str:
    """Return the label with the count in it, and the order's number if it is only one."""
    said = label.format(n=len(tasks))
    return f"{said} {_number(work, tasks[0])}" if len(tasks) == 1 else said


def _number(work: Work, task: Task) -> str:
    return work.session.scalar(sa.select(Order.number).where(Order.id == task.order_id)) or ""
