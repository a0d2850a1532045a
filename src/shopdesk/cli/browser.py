"""Serving the workstation to a browser: who may come in, and nothing that is fetched elsewhere.

A browser sends any page's requests to any address, so a page out there could type into the
workstation. What comes in must therefore name our own host, come from our own page, and bring the
key that was printed: it arrives once in the address, and stays in a cookie of that browser.
"""

import secrets
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web
from textual_serve.server import Server

from shopdesk.locale import _

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE: Final = "shopdesk"
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PATIENCE: Final = 3.0
"""Seconds that open workstations have to close when the server is stopped."""


class Browser(Server):
    """One server; every visitor gets a workstation of his own on the same store."""

    def __init__(self, command: str, host: str, port: int) -> None:
        self.socket = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
        port = self.socket.getsockname()[1]
        super().__init__(command, host=host, port=port, title="ShopDesk")
        self.key = secrets.token_urlsafe(16)
        self.loopback = host in {"localhost", "::1"} or host.startswith("127.")

    @property
    def address(self) -> str:
        """The address to open, with the key that lets one in."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/?key={self.key}"

    def run(self) -> None:
        """Serve until the system or ctrl+c ends us; open workstations are closed first."""
        web.run_app(
            self._make_app(), sock=self.socket, print=None, access_log=None,
            shutdown_timeout=PATIENCE,
        )  # fmt: skip

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command told the address already."""

    async def _make_app(self) -> web.Application:
        made = await super()._make_app()
        made.middlewares.append(self._doorkeeper())
        return made

    def _doorkeeper(self) -> Any:
        @web.middleware
        async def keep(request: web.Request, handler: Answer) -> web.StreamResponse:
            if refusal := self._refusal(request):
                return web.Response(status=403, text=refusal, headers=HEADERS)
            self.public_url = f"{request.scheme}://{request.host}"
            found = await handler(request)
            if not found.prepared:
                found.headers.update(HEADERS)
                found.set_cookie(COOKIE, self.key, httponly=True, samesite="Strict")
            return found

        return keep

    def _refusal(self, request: web.Request) -> str | None:
        """Return why this request is not let in, or None."""
        name = request.host.rpartition(":")[0] or request.host
        if self.loopback and name not in {"localhost", "127.0.0.1", "[::1]", self.host}:
            return _("This workstation does not answer to that name.")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{request.host}":
            return _("Another page may not drive this workstation.")
        brought = request.query.get("key") or request.cookies.get(COOKIE, "")
        if not secrets.compare_digest(brought.encode(), self.key.encode()):
            return _("Open the whole address that “shopdesk web” printed, key included.")
        return None
