"""A real Dovecot on this machine: mails come in by LMTP and are read by IMAP, plain or over TLS.

It runs without systemd, on free ports, in a folder of its own; as root its workers become
Debian's own users, as anybody else all of it stays this user. Any name is a user of it; all have
the same password.
"""

import atexit
import contextlib
import grp
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.postbox import HOST, certificate

PROGRAMS = ("dovecot", "doveadm")
LMTP = Path("/usr/lib/dovecot/lmtp")
SBIN = "/usr/sbin:/usr/local/sbin"
USER, PASSWORD = "cs", "rahasia-sekali"
PATIENCE = 10.0

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{pem}
ssl_key = <{pem}
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
first_valid_uid = 0
mail_uid = {user}
mail_gid = {group}
auth_cache_size = 0
auth_failure_delay = 0
mail_max_userip_connections = 50
imap_idle_notify_interval = 10 s
mailbox_list_index = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class Server:
    """One Dovecot in a folder of its own; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.imap, self.imaps, self.lmtp = _free_ports(3)
        _context, self.trusted = certificate(folder)
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("run", "state", "mail"):
            (folder / name).mkdir()
        user, group = self._owner()
        shutil.chown(folder / "mail", user, group)
        (folder / "conf").write_text(CONFIG.format(
            folder=folder, pem=folder / "server.pem", password=PASSWORD,
            user=user, group=group, imap=self.imap, imaps=self.imaps, lmtp=self.lmtp,
            internal=user if os.getuid() else "dovecot",
            internal_group=group if os.getuid() else "dovecot",
            login=user if os.getuid() else "dovenull",
        ))  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self.folder / "said").open("wb") as said:
            self._process = subprocess.Popen(
                [_found("dovecot"), "-F", "-c", self.folder / "conf"],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        for port in (self.imap, self.lmtp):
            while not _answers(port):
                assert self._process.poll() is None, self._complaint()
                assert time.monotonic() < until, self._complaint()
                time.sleep(0.02)

    def stop(self, *, at_once: bool = False) -> None:
        """Stop, and cut off whoever is connected; ``at_once`` as if the power failed."""
        if self._process is None:
            return
        if not at_once:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
        with contextlib.suppress(ProcessLookupError):  # those that wait for a client of theirs
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def deliver(self, mails: Iterable[bytes], user: str = USER) -> None:
        """Hand raw mails in by LMTP, in this order."""
        with smtplib.LMTP(HOST, self.lmtp) as lmtp:
            for mail in mails:
                lmtp.sendmail("pengirim@contoh.example", [user], mail)

    def renumber(self, validity: int, user: str = USER) -> None:
        """Give the mailbox another UIDVALIDITY, as a restored or moved one has."""
        subprocess.run(
            [_found("doveadm"), "-c", self.folder / "conf", "mailbox", "update", "-u", user,
             "--uid-validity", str(validity), "INBOX"],
            check=True, capture_output=True,
        )  # fmt: skip

    def _owner(self) -> tuple[str, str]:
        """Return whom mails belong to; Dovecot lets nobody read them as root."""
        if not os.getuid():
            return "mail", "mail"
        return pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name

    def _complaint(self) -> str:
        told = [self.folder / "said", self.folder / "log"]
        return "\n".join(one.read_text("utf-8", "replace") for one in told if one.exists())


@cache
def running() -> Server:
    """Return the one server of this process's tests; it ends with them."""
    here = contextlib.ExitStack()
    server = here.enter_context(opened())
    atexit.register(here.close)
    return server


@contextlib.contextmanager
def opened() -> Iterator[Server]:
    """Run a server for as long as the block lasts.

    Its folder is not among the test's own: Dovecot's users could not walk through those.
    """
    missing = [name for name in PROGRAMS if not shutil.which(name, path=_path())]
    if (missing or not LMTP.exists()) and not os.environ.get("CI"):
        pytest.skip("Dovecot is not installed: apt-get install dovecot-imapd dovecot-lmtpd")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _path() -> str:
    return f"{os.environ.get('PATH', '')}:{SBIN}"


def _found(name: str) -> str:
    return shutil.which(name, path=_path()) or name


def _free_ports(n: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _n in range(n)]
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1) as line:
        line.settimeout(1)
        return bool(line.recv(1))
    return False
