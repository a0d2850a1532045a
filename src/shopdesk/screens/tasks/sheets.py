"""A task as a sheet of paper: what is to be done, for whom, and with what."""

from typing import TYPE_CHECKING, Any

from shopdesk import money
from shopdesk import parcels as words
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.words import channel
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.tasks import TaskRow


def whole(task: "TaskRow", clock: Clock) -> Paper:
    """Return one task: what is to be done, and all that one needs for it."""
    paper = Paper().line(words.task(task.kind).capitalize(), "bold")
    paper.line(words.means(task.kind)).line()
    pairs = [
        (_("Order"), task.order),
        (_("Shop"), f"{channel(task.channel)} · {task.shop}"),
        (_("Buyer"), task.buyer),
        (_("Recipient"), task.recipient),
        (_("Phone"), task.phone),
        (_("Courier"), task.courier),
        (_("Resi"), task.tracking),
    ]
    if task.sku:
        pairs += [(_("SKU"), f"{task.qty} × {task.sku}"), (_("Product"), task.product),
                  (_("Rack"), task.rack or _("nobody has said"))]  # fmt: skip
    if task.amount is not None:
        pairs.append((_("Amount"), money.show(task.amount, task.currency, language())))
    pairs.append((_("About"), task.about))
    paper.pairs((name, value) for name, value in pairs if value)
    paper.line().line(
        _("{when}, by {who}").format(when=clock.show(task.made_at), who=task.made_by), QUIET
    )
    if task.state == "open" and task.due:
        left = countdown(task.due, clock.now())
        paper.line(left, "$text-error" if task.overdue else QUIET)
    elif task.done_at:
        paper.line(
            _("{state}: {when}, by {who}").format(
                state=words.state(task.state), when=clock.show(task.done_at), who=task.done_by
            ), QUIET,
        )  # fmt: skip
    return paper


def line(task: "TaskRow") -> str:
    """Return the task on one line, as one sends it to a courier or a colleague."""
    amount = ("" if task.amount is None
              else money.show(task.amount, task.currency, language()))  # fmt: skip
    goods = f"{task.qty} × {task.sku} {task.rack}".strip() if task.sku else ""
    called = (task.recipient, task.phone) if task.kind == "call_buyer" else ()
    parts = (*called, task.courier, task.tracking, task.order, goods, amount, task.about)
    return " · ".join(part for part in parts if part)


def show(app: Any, task: "TaskRow") -> None:
    """Show a task whole."""
    title = _("Task of order {number}").format(number=task.order)
    app.push_screen(Reader(title, whole(task, app.clock)))
