"""How a wire to a mail server is kept from listeners, and that no password goes in clear."""

from typing import Final, Literal

from shopdesk.connectors.trouble import Trouble

Security = Literal["starttls", "tls", "none"]
HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Servers to which a password may go in clear."""


def refuse_in_clear(host: str, security: Security, said: str) -> None:
    """Refuse to send a password where others may read it; ``said`` names the ``{host}``.

    Raises:
        Trouble: the wire is open to all, and leads to another machine.
    """
    if security == "none" and host not in HERE:
        raise Trouble(said.format(host=host), "denied")
