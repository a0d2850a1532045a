"""A real SMTP server on this machine that takes mails, or does with them what a test wants."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "127.0.0.1"
USER, PASSWORD = "toko", "rahasia-sekali"


@dataclass
class Mailbox:
    """What the server took: raw mails with their envelopes; ``answer`` decides on each of them."""

    answer: Callable[[Any], Any] = lambda _envelope: None
    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    heard: threading.Event = field(default_factory=threading.Event)
    """Set when the server has a text and stays silent."""
    rcpt: Callable[[str], str | None] = lambda _address: None

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails as a mail program shows them."""
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]

    async def handle_RCPT(self, _server, _session, envelope, address, options):  # noqa: N802
        if said := self.rcpt(address):
            return said
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        said = self.answer(envelope)
        if said == "be silent":
            self._take(envelope)
            self.heard.set()
            await asyncio.sleep(3_600)
        if said == "hang up":
            server.transport.abort()
            return "250 gone"
        if said == "take and hang up":
            self._take(envelope)
            server.transport.abort()
            return "250 gone"
        if not said or said.startswith("250"):
            self._take(envelope)
        return said or "250 taken"

    def _take(self, envelope):
        self.raw.append(envelope.original_content)
        self.to += envelope.rcpt_tos


@contextlib.contextmanager
def opened(*, secure: ssl.SSLContext | None = None, starttls: bool = False) -> Iterator[Mailbox]:
    """Run a server on a free port for as long as the block lasts."""
    box = Mailbox()

    def check(_server, _session, _envelope, _mechanism, told):
        known = isinstance(told, LoginPassword) and told.password == PASSWORD.encode()
        return AuthResult(success=known and told.login == USER.encode())

    class Server(Controller):
        def _trigger_server(self):
            self.port = box.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

        def factory(self):
            return SMTP(
                self.handler, hostname="uji.example", authenticator=check,
                auth_require_tls=starttls, tls_context=secure if starttls else None,
                require_starttls=starttls,
            )  # fmt: skip

    tls = None if starttls else secure
    server = Server(box, hostname=HOST, port=0, ssl_context=tls)
    server.start()
    try:
        yield box
    finally:
        server.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return the server's side of TLS and the file that a client must trust to believe it."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "uji.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    trusted = folder / "trusted.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return context, trusted
