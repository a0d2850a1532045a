"""A courier's sheet that no layout knows, as a person mapped its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shopdesk.channels.mappable import Mappable, Required, columns
from shopdesk.channels.tracks.events import COLUMNS
from shopdesk.channels.tracks.spec import Field, TrackSpec
from shopdesk.locale import _


def _own(
    field: Field, label: Callable[[], str], kind: str = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, COLUMNS[field], kind, "line", required)


EVENTS: Final = (
    _own("tracking", lambda: _("Tracking number"), "id", "yes"),
    _own("raw", lambda: _("What happened"), "text", "one"),
    _own("status", lambda: _("Status"), "text", "one"),
    _own("code", lambda: _("Status code"), "code", "one"),
    _own("at", lambda: _("When"), "instant"),
    _own("day", lambda: _("Date"), "instant"),
    _own("clock", lambda: _("Time"), "code"),
    _own("courier", lambda: _("Courier")),
    _own("place", lambda: _("Place")),
    _own("receiver", lambda: _("Recipient")),
    _own("eta", lambda: _("Expected on"), "deadline"),
)
"""The fields of a courier's sheet, in the order in which they are asked for."""


def spec(name: str, header: Sequence[str], mapping: Mapping[str, str]) -> TrackSpec:
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    found = columns(header, mapping, EVENTS, COLUMNS)
    timed = any(field in found for field in ("at", "day"))
    return TrackSpec(name, found, tuple(found), timed=timed)
