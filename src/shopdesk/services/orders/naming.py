"""What a journal entry over orders is called."""

from collections.abc import Sequence

from shopdesk.models.orders import Order


def counted(orders: Sequence[Order], label: str) -> str:
    """Return the label with the count in it, and the number of the order if it is only one."""
    n = len(orders)
    return f"{label.format(n=n)} {orders[0].number}" if n == 1 else label.format(n=n)
