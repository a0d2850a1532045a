"""Mails on their whole way: our SMTP wire, a real SMTP server, LMTP, Dovecot, IMAP, the store.

A road carries so many mails while ``mail sync`` is killed by kill -9 again and again and the mail
server is restarted under it; in the end each mail must be there, once.
"""

import contextlib
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests import dovecot, killing, postbox
from tests.desk import Desk

from shopdesk.connectors.mail import Account, Letter, Wire
from shopdesk.services.tickets import mailboxes
from shopdesk.store import Store

USER = "jalan"
PATIENCE = 20.0


@dataclass
class Road:
    """The servers, and a shop whose one mailbox is read from them."""

    desk: Desk
    server: dovecot.Server
    sent: list[str] = field(default_factory=list)
    """Message-IDs of the mails that the SMTP server took."""
    killed: Counter[str] = field(default_factory=Counter)
    """Where the blows hit: before anything of that run was kept, amidst, or after its end."""

    def set_up(self) -> None:
        """Add the mailbox."""
        facts = {"address": "cs@toko.example", "host": "127.0.0.1", "port": self.server.imap,
                 "security": "none", "user": USER, "since": 0}  # fmt: skip
        store = Store.open(self.desk.home)
        store.do(mailboxes.add, "cs", facts, dovecot.PASSWORD)
        store.close()

    def send(self, start: int, count: int) -> None:
        """Send mails by our own wire; each tells its number, some answer one before."""
        with relaying(self.server) as box, Wire(Account(postbox.HOST, box.port, "none")) as wire:
            for n in range(start, start + count):
                wire.send(letter(n))
                self.sent.append(f"<{n}@contoh.example>")

    def sync(self) -> "subprocess.Popen[str]":
        """Start a sync."""
        return self.desk.start("mail", "sync")

    def strike(self, dice: random.Random, whole: float, *, amidst: bool = False) -> None:
        """Start a sync and kill it: anywhere in so many seconds, or soon after it kept a batch."""
        before, process = self.kept(), self.sync()
        if amidst:
            self._until_kept(process, before)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0.0, 0.3 if amidst else whole))
        ended = process.poll() is not None
        process.kill()
        process.communicate()
        taken = self.kept() - before
        self.killed["after" if ended else "amidst" if taken else "before"] += 1

    def restart(self) -> None:
        """Restart Dovecot under a running sync, which then tells its trouble or gets through."""
        process = self.sync()
        self._until_kept(process, self.kept())
        self.server.stop(at_once=True)
        process.communicate(timeout=PATIENCE * 3)
        self.killed["server cut off" if process.returncode else "server too late"] += 1
        self.server.start()

    def finish(self) -> float:
        """Let a sync run to its end; return its seconds."""
        began = time.monotonic()
        code, _out, err = self.desk.run("mail", "sync")
        assert code == 0, err
        return time.monotonic() - began

    def kept(self) -> int:
        """Return how many messages the store holds."""
        return len(self._rows("SELECT id FROM ticket_messages"))

    def complaints(self) -> list[str]:
        """Return which mails are lost or doubled, and what is wrong with the store."""
        rows = self._rows("SELECT wire_id FROM ticket_messages WHERE kind = 'in'")
        found = Counter(wire for (wire,) in rows)
        lost = [f"lost: {wire}" for wire in self.sent if not found[wire]]
        doubled = [f"{n} times: {wire}" for wire, n in found.items() if n > 1]
        strange = [f"never sent: {wire}" for wire in found if wire not in set(self.sent)]
        return [*lost, *doubled, *strange, *killing.complaints(self.desk)]

    def _until_kept(self, process: "subprocess.Popen[str]", before: int) -> None:
        until = time.monotonic() + PATIENCE
        with killing.raw(self.desk) as connection:
            while process.poll() is None and time.monotonic() < until:
                if (
                    connection.execute("SELECT COUNT(*) FROM ticket_messages").fetchone()[0]
                    > before
                ):
                    return
                time.sleep(0.05)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with killing.raw(self.desk) as connection:
            return list(connection.execute(query))


def letter(n: int) -> Letter:
    """Return one of the mails; every fifth has a twin in its words alone."""
    return Letter(
        sender=f"Pembeli {n % 97}", from_address=f"pembeli{n % 97}@contoh.example",
        to="cs@toko.example", subject=f"Pesanan {n // 5}", at=1_795_000_000 + n,
        body=f"Halo Kak, pesanan saya {n // 5} kapan dikirim? ☕", wire_id=f"<{n}@contoh.example>",
    )  # fmt: skip


@contextlib.contextmanager
def relaying(server: dovecot.Server) -> Iterator[postbox.Mailbox]:
    """Run an SMTP server that hands on to Dovecot what it takes, before it says so."""
    busy = threading.Lock()

    def hand_on(envelope: Any) -> None:
        with busy:
            server.deliver([envelope.original_content], USER)

    with postbox.opened() as box:
        box.answer = hand_on
        yield box
