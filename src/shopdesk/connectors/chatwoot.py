"""Chatwoot: talks of live chat and social networks, read and answered over its API.

Written from its published description and tested against a server that replays those shapes:
``/api/v1/accounts/N/conversations`` (25 a page, the last active first), ``…/messages`` (100 at most
after an id), ``…/toggle_status``. The token goes in the header ``api_access_token``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeVar

from shopdesk.connectors.http import Answer, Request, Wire
from shopdesk.connectors.trackers.answers import Garbled, lines, text, within
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.text import safe

T = TypeVar("T")
TITLE: Final = "Chatwoot"
PAGE: Final = 25
"""Talks on a full page."""
SLICE: Final = 100
"""Posts of a talk that are told at once."""
LONGEST: Final = 150_000
"""Characters of a post."""
MARK: Final = "shopdesk"
"""The attribute under which a post of ours carries its mark."""
KINDS: Final = {0: "in", 1: "out", 2: "system", 3: "out"}
"""What the numbers of ``message_type`` mean; 3 are templates, which machines send."""
CHANNELS: Final = {
    "WebWidget": "web", "FacebookPage": "facebook", "Instagram": "instagram", "Whatsapp":
    "whatsapp", "Telegram": "telegram", "Tiktok": "tiktok", "Email": "email", "Api": "web",
}  # fmt: skip


class File(NamedTuple):
    """A file that came with a post: it stays at Chatwoot."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation. ``address`` is the customer's mail address, phone or account."""

    id: int
    channel: str
    customer: str
    address: str
    status: str
    last_at: int
    snoozed_until: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a talk. ``mark`` is ours, where we sent it; ``auto``: a machine wrote it."""

    id: int
    kind: str
    at: int
    body: str
    author: str = ""
    auto: bool = False
    mark: str = ""
    files: tuple[File, ...] = ()


class Chatwoot:
    """An account at a Chatwoot server.

    Raises:
        Trouble: whatever was asked was not answered.
    """

    def __init__(self, wire: Wire, account: int) -> None:
        self._wire, self._account = wire, account
        self._once = replace(wire, tries=1)

    def talks(self, page: int) -> tuple[Talk, ...]:
        """Return a page of talks, whatever their status, the last active first."""
        fields = {"status": "all", "assignee_type": "all", "page": str(page)}
        told = self._ask(self._wire, Request(self._path(""), fields, self._headers))
        return self._read(lambda: tuple(map(_talk, lines(told, "data", "payload"))))

    def posts(self, talk: int, after: int) -> tuple[Post, ...]:
        """Return the next posts of a talk after the one with this id, oldest first."""
        path = self._path(f"/{talk}/messages")
        told = self._ask(self._wire, Request(path, {"after": str(after)}, self._headers))
        found = self._read(lambda: tuple(map(_post, lines(told, "payload"))))
        return tuple(sorted(found, key=lambda post: post.id))

    def say(self, talk: int, body: str, mark: str) -> Post:
        """Post an answer; asked once only, as a question that was heard may have been obeyed."""
        said = {
            "content": body, "message_type": "outgoing", "private": False, "content_type": "text",
            "content_attributes": {MARK: mark},
        }  # fmt: skip
        path = self._path(f"/{talk}/messages")
        told = self._ask(self._once, Request(path, {}, self._headers, said, "POST"))
        return self._read(lambda: _post(told))

    def set_status(self, talk: int, status: str) -> None:
        """Set a talk's status: open, resolved, pending or snoozed (until the customer writes)."""
        path = self._path(f"/{talk}/toggle_status")
        self._ask(self._wire, Request(path, {}, self._headers, {"status": status}, "POST"))

    @property
    def _headers(self) -> dict[str, str]:
        return {"api_access_token": self._wire.secret}

    def _path(self, rest: str) -> str:
        return f"/api/v1/accounts/{self._account}/conversations{rest}"

    def _ask(self, wire: Wire, request: Request) -> Any:
        answer = wire.ask(request)
        if answer.status >= 400:
            raise Trouble(self._words(answer), "unknown")
        return answer.document

    def _words(self, answer: Answer) -> str:
        """Say that something is not there or not taken, in Chatwoot's words without the token."""
        told = answer.document if isinstance(answer.document, dict) else {}
        words = str(told.get("error") or told.get("message") or "")
        if self._wire.secret:
            words = words.replace(self._wire.secret, "…")
        said = _("{name} refuses (HTTP {status}): {words}")
        return said.format(name=TITLE, status=answer.status, words=safe(words, 120) or "–")

    def _read(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (Garbled, LookupError, ValueError, TypeError) as error:
            said = _("{name} answered in a shape that is not its own ({place}).")
            raise Trouble(said.format(name=TITLE, place=safe(str(error), 60)), "garbled") from None


def _talk(told: Any) -> Talk:
    status = text(told, "status")
    until = within(told, "snoozed_until")
    return Talk(
        _whole(told, "id"), _channel(told), text(told, "meta", "sender", "name"), _address(told),
        status, _whole(told, "last_activity_at"), until if isinstance(until, int) else None,
    )  # fmt: skip


def _channel(told: Any) -> str:
    """Return the channel; what comes through a page of Facebook may be Instagram's."""
    if text(told, "additional_attributes", "type").startswith("instagram"):
        return "instagram"
    return CHANNELS.get(text(told, "meta", "channel").removeprefix("Channel::"), "other")


def _address(told: Any) -> str:
    sender = within(told, "meta", "sender")
    known = (text(sender, name) for name in ("email", "phone_number", "identifier"))
    return next((found for found in known if found), "")


def _post(told: Any) -> Post:
    kind = KINDS[_whole(told, "message_type")]
    machine = within(told, "sender", "type") == "agent_bot" or within(told, "message_type") == 3
    note = kind == "out" and within(told, "private") is True
    mark = within(told, "content_attributes", MARK)
    return Post(
        _whole(told, "id"), "note" if note else kind, _whole(told, "created_at"),
        str(within(told, "content") or "")[:LONGEST], text(told, "sender", "name"), machine,
        mark if isinstance(mark, str) else "", tuple(map(_file, within(told, "attachments") or ())),
    )  # fmt: skip


def _file(told: Any) -> File:
    address = text(told, "data_url").partition("?")[0]
    size = within(told, "file_size")
    name = address.rpartition("/")[2] or text(told, "file_type")
    return File(name, size if isinstance(size, int) else 0)


def _whole(told: Any, name: str) -> int:
    found = within(told, name)
    if isinstance(found, bool) or not isinstance(found, int):
        raise Garbled(name)
    return found
