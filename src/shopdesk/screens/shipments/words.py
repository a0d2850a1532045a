"""The looks of parcels: what sign and which look a status has, and what is wrong with one."""

from typing import TYPE_CHECKING, Final

from shopdesk.clock import DAY, Clock
from shopdesk.locale import _
from shopdesk.parcels import status as word
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.shipments import ParcelRow

_LOOKS: Final = {
    "failed_attempt": "soon", "on_hold": "hold", "ready_for_pickup": "soon", "delivered": "good",
    "returning": "soon", "returned": "hold", "lost": "bad", "cancelled": "quiet",
    "pending": "quiet", "info_received": "quiet",
}  # fmt: skip


def status(name: str | None) -> tuple[str, str]:
    """Return a status with its sign, and the look it asks for."""
    signs = glyphs()
    sign = {
        "pending": signs.wait, "info_received": signs.wait, "failed_attempt": signs.trouble,
        "on_hold": signs.hold, "delivered": signs.done, "returning": signs.before,
        "returned": signs.before, "lost": signs.trouble, "cancelled": signs.trouble,
    }.get(name or "", signs.arrow)  # fmt: skip
    return f"{sign} {word(name)}", _LOOKS.get(name or "", "")


def trouble(row: "ParcelRow", clock: Clock) -> tuple[str, str]:
    """Return for how long a parcel is late and silent, and how bad that looks."""
    said = []
    if row.silent and (days := _since(row.last_at or row.handed_at, clock)):
        said.append(_("silent {n}d").format(n=days))
    if row.late:
        days = _since(row.eta, clock)
        said.insert(0 if days else 1, _("late {n}d").format(n=days) if days else _("late"))
    if not said:
        return "", ""
    return f"{glyphs().late} {', '.join(said)}", "late" if row.late else "soon"


def _since(instant: int | None, clock: Clock) -> int:
    """Return the whole days since a moment; 0 where there is none."""
    return 0 if instant is None else max(0, (clock.now() - instant) // DAY)
