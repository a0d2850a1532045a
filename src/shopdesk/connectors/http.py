"""Asking a host over HTTP: slowly, patiently, and never for more than fits.

A question is asked again a few times where that may help; how long before is the host's own word
("Retry-After") or doubles. Redirects are not followed, as they would carry the key to somebody
else; a proxy is used only if the shop says so. JSON is all that is read, and not much of it.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import urllib3

from shopdesk.connectors import failing
from shopdesk.connectors.pace import PACE, WATCH, Watch, wait
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.refusal import Refusal

CONNECT: Final = 5.0
"""Seconds until a host must have taken the call."""
SILENCE: Final = 10.0
"""Seconds that it may be silent while it answers."""
WHOLE: Final = 30.0
"""Seconds that a whole answer may take, however steadily it drips."""
MOST: Final = 2 * 1024 * 1024
"""Bytes of an answer, unpacked."""
PIECE: Final = 64 * 1024
TRIES: Final = 3
FIRST: Final = 1.0
"""Seconds before the second try; twice that before the third."""
PATIENCE: Final = 30.0
"""Seconds that are waited at most because a host asks for it; if it asks for more, it is busy."""

# The library would write whole addresses, and with them the key, into the log.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Request:
    """A question: where, with which fields in the address, headers and JSON body."""

    path: str
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = None
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: its status, and the JSON that came with it."""

    status: int
    document: Any


@dataclass(frozen=True)
class Wire:
    """A way to one host. ``secret`` is what no sentence may hold.

    ``apart``: seconds between two questions. ``stopped`` is asked again and again while waiting.
    ``tries``: one, where a question that was heard must not be asked twice.

    Raises:
        Refusal: the address or the proxy cannot be used.
    """

    name: str
    address: str
    secret: str = field(default="", repr=False)
    apart: float = 0
    proxy: str = ""
    stopped: Callable[[], bool] = lambda: False
    watch: Watch = WATCH
    silence: float = SILENCE
    tries: int = TRIES

    def __post_init__(self) -> None:
        check_address(self.name, self.address)

    @property
    def host(self) -> str:
        """The host that is asked, with its port if it has one."""
        return urlsplit(self.address).netloc.rpartition("@")[2]

    def ask(self, request: Request) -> Answer:
        """Return the host's answer, be it good or bad for us.

        Raises:
            Trouble: there is none that can be read.
        """
        for again in range(self.tries):
            wait(PACE.turn(self.host, self.apart, self.watch.now()), self.watch, self.stopped)
            found = self._once(request)
            if isinstance(found, Answer):
                return found
            if found.final or again == self.tries - 1 or found.after > PATIENCE:
                raise found.trouble
            wait(max(found.after, FIRST * 2**again), self.watch, self.stopped)
        raise AssertionError

    def _once(self, request: Request) -> "Answer | failing.Failure":
        try:
            response = self._pool.request(
                request.method, self._url(request), headers=self._headers(request),
                body=None if request.body is None else json.dumps(request.body),
                redirect=False, retries=False, preload_content=False,
                timeout=urllib3.Timeout(connect=CONNECT, read=self.silence),
            )  # fmt: skip
            with response:
                if failure := failing.refused(self.name, response.status, response.headers):
                    return failure
                return self._read(response)
        except urllib3.exceptions.HTTPError as error:
            return failing.broken(self.name, self.host, error, self.silence)

    def _read(self, response: urllib3.BaseHTTPResponse) -> "Answer | failing.Failure":
        began, content = self.watch.now(), bytearray()
        while piece := response.read1(PIECE):
            content += piece
            if len(content) > MOST:
                return failing.too_much(self.name, MOST)
            if self.watch.now() - began > WHOLE:
                return failing.too_slow(self.name, WHOLE)
            if self.stopped():
                raise Trouble(_("Stopped."), "stopped")
        try:
            return Answer(response.status, json.loads(bytes(content)))
        except (ValueError, RecursionError):
            return failing.no_json(self.name, response.status)

    def _url(self, request: Request) -> str:
        asked = f"?{urlencode(request.fields)}" if request.fields else ""
        return f"{self.address.rstrip('/')}{request.path}{asked}"

    def _headers(self, request: Request) -> dict[str, str]:
        said = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "ShopDesk"}
        typed = {} if request.body is None else {"Content-Type": "application/json"}
        return said | typed | dict(request.headers)

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        if not self.proxy:
            return urllib3.PoolManager(num_pools=1)
        try:
            return urllib3.ProxyManager(self.proxy, num_pools=1)
        except (urllib3.exceptions.HTTPError, ValueError):
            raise Refusal(
                _("The setting “proxy” is not an address like http://10.0.0.1:3128.")
            ) from None


def check_address(name: str, address: str) -> None:
    """Refuse an address to which a key would travel in clear, or that is none.

    Within the house, as 127.0.0.1 or 192.168.0.5, plain http is as good as https.
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    plain = parts.scheme == "http" and _within(host)
    if not host or parts.username or not (parts.scheme == "https" or plain):
        raise Refusal(
            _("The address of {name} should begin with https:// and a host's name.").format(
                name=name
            )
        )


def spelt(part: str) -> str:
    """Return text as one part of a path."""
    return quote(part, safe="")


def _within(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_private
    except ValueError:
        return False
