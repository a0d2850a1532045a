"""What the trackers' room is asked with and answers with: frozen, free of any session."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.locale import _, ngettext

if TYPE_CHECKING:
    from shopdesk.connectors.trackers import Told


@dataclass(frozen=True, slots=True)
class Listener:
    """How the caller follows a round: told of progress, asked whether to go on.

    ``progress(resi, n, share)`` gets the number asked for, how many so far, a share from 0 to 1.
    """

    progress: Callable[[str, int, float], None] = lambda _resi, _n, _share: None
    cancelled: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Due:
    """A tracking number that is to be asked for, and the parcels that have it.

    ``code`` is the courier in the tracker's own words; empty where it has none. ``phone`` is the
    end of the receiver's telephone, where the tracker wants it.
    """

    ids: tuple[int, ...]
    tracking: str
    courier: str
    code: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a tracker told of a tracking number, or why it told nothing."""

    due: Due
    told: "Told | None" = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of asking: what came of it.

    ``troubled`` are tracking numbers with what was wrong with their answers. ``left`` are due still
    because the round ended early; ``stopped`` says why it did. ``changed`` parcels have another
    status than before. ``entries`` are the journal's.
    """

    tracker: str
    asked: int = 0
    new: int = 0
    changed: int = 0
    unmapped: int = 0
    left: int = 0
    troubled: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    entries: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """What came of it, in words."""
        if not self.asked:
            nothing = _("No parcel has to be asked for now.")
            return self.stopped or nothing
        said = ngettext(
            "Asked for {n} parcel: {new} new events, {changed} changed",
            "Asked for {n} parcels: {new} new events, {changed} changed",
            self.asked,
        ).format(n=self.asked, new=self.new, changed=self.changed)
        if self.troubled:
            said += _(", {n} without an answer").format(n=len(self.troubled))
        return f"{said}. {self.stopped}".strip()
