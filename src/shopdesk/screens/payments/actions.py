"""The declared actions of the Payments desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.widgets.action import N_, Action

if TYPE_CHECKING:
    from shopdesk.screens.payments.desk import PaymentsDesk


def _chosen(desk: "PaymentsDesk") -> str | None:
    """Refuse where there is no line at all."""
    if desk.grid.marks or desk.grid.row is not None:
        return None
    return _("There is no line here.")


def _matchable(desk: "PaymentsDesk") -> str | None:
    """Refuse where the line under the cursor can pay nothing; of marked ones the verb tells."""
    row = desk.grid.row
    if desk.grid.marks or row is None:
        return _chosen(desk)
    if row.place == "matched":
        return _("It pays order {number} already; T takes them apart.").format(number=row.order)
    return None if row.incoming else _("It is money that went out.")


def _candidate(desk: "PaymentsDesk") -> str | None:
    """Refuse where no order stands beside the line."""
    if reason := _matchable(desk):
        return reason
    if desk.fresh and desk.candidate is None:
        return _("No order is like it; f takes a number, x puts the line aside.")
    return None


def _open(desk: "PaymentsDesk") -> str | None:
    """Refuse a line that pays an order; one that is ignored already stays so."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.place != "matched":
        return _chosen(desk)
    return _("It pays order {number}; T takes them apart first.").format(number=row.order)


def _settled(desk: "PaymentsDesk") -> str | None:
    """Refuse a line of which nothing was made."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.place != "open":
        return _chosen(desk)
    return _("It pays no order, and is not ignored.")


def _has_order(desk: "PaymentsDesk") -> str | None:
    """Refuse where no order is meant."""
    return None if desk.order_here() is not None else _("No order stands beside it.")


ACTIONS: Final[Sequence[Action]] = (
    Action("choose", "enter", N_("Choose"),
           N_("Go to the orders that it may pay; there, match the one under the cursor"), "row",
           _chosen),
    Action("match", "m", N_("Match"), N_("The line (or the marks together) pays the order beside"),
           "marks", _candidate, footer=True, writes=True),
    Action("find", "f", N_("Find"), N_("Type the number of the order that it pays"),
           "marks", _matchable, footer=True, writes=True),
    Action("ignore", "x", N_("Ignore"), N_("It pays no order: a payout, a private transfer"),
           "marks", _open, footer=True, writes=True),
    Action("auto", "A", N_("All sure"), N_("Match every line that is beyond doubt"),
           footer=True, writes=True),
    Action("apart", "T", N_("Take apart"),
           N_("It does not pay its order after all, or is not to be ignored"),
           "marks", _settled, footer=True, writes=True),
    Action("why", "w", N_("Why"), N_("All that is known of the line, and why it fits"),
           "row", _chosen, footer=True),
    Action("order", "O", N_("Order"), N_("Open the order beside it"), "row", _has_order),
    Action("expire", "X", N_("Expire"),
           N_("Let orders expire whose time to pay is over; their stock is free again"),
           writes=True),
    Action("cod", "C", N_("COD"), N_("Cash on delivery: what couriers owe, and what they brought")),
    Action("copy", "y", N_("Copy"), N_("Copy payer, amount or the bank's words"), "row", _chosen),
)  # fmt: skip
