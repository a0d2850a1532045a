"""A sheet of chats that no layout knows, as a person mapped its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shopdesk.channels.mappable import Mappable, Required, columns
from shopdesk.channels.talks.columns import COLUMNS
from shopdesk.channels.talks.spec import Field, TalkSpec
from shopdesk.locale import _


def _own(
    field: Field, label: Callable[[], str], kind: str = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, COLUMNS[field], kind, "line", required)


CHATS: Final = (
    _own("text", lambda: _("Message"), "text", "yes"),
    _own("customer", lambda: _("Customer"), "text", "one"),
    _own("author", lambda: _("Who wrote it"), "text", "one"),
    _own("side", lambda: _("Customer or shop")),
    _own("at", lambda: _("When"), "instant"),
    _own("day", lambda: _("Date"), "instant"),
    _own("clock", lambda: _("Time"), "code"),
    _own("address", lambda: _("Phone or e-mail"), "code"),
    _own("channel", lambda: _("Channel")),
    _own("thread", lambda: _("Number of the conversation"), "id"),
    _own("ref", lambda: _("Number of the message"), "id"),
    _own("subject", lambda: _("Subject")),
)
"""The fields of a sheet of chats, in the order in which they are asked for."""


def spec(name: str, header: Sequence[str], mapping: Mapping[str, str]) -> TalkSpec:
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    found = columns(header, mapping, CHATS, COLUMNS)
    return TalkSpec(name, found, tuple(found))
