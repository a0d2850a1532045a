"""Which value an order keeps, field by field, when a newer snapshot of it arrives.

The expressions are SQL over the snapshot ``s`` and the stored order ``o``. A plan shows what they
give, and applying writes it.
"""

KEPT_OURS = {"tracking": "own_tracking", "courier": "own_courier"}
STANDING = (
    "paid_at", "shipped_at", "delivered_at", "completed_at", "cancelled_at",
    "cancel_by", "cancel_reason", "ship_by",
)  # fmt: skip
"""Facts that were set here stay where the marketplace's export says nothing."""


def filled(name: str) -> str:
    """Return the snapshot's value, 0 where the store wants one."""
    return f"coalesce(s.{name}, 0)" if name in ("placed_at", "total") else f"s.{name}"


def ours(name: str) -> str:
    """Return the value that stands after the snapshot: what was set here may outlive it."""
    if name in KEPT_OURS:
        return f"coalesce(s.{name}, o.{KEPT_OURS[name]})"
    if name == "taken_at":
        return "CASE WHEN s.taken_at > o.taken_at THEN s.taken_at ELSE o.taken_at END"
    return f"coalesce(s.{name}, o.{name})" if name in STANDING else filled(name)
