"""A long line to a real SSH server: sshd of this machine, and a proxy that lets bytes wait."""

import contextlib
import getpass
import os
import queue
import shlex
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
HOST = "127.0.0.1"
RULES = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
"""


class Server:
    """An SSH server of our own, with throwaway keys, that lets only this user in."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
            )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # where sshd of root locks its child in
        self.port = free_port()
        rules = folder / "sshd_config"
        rules.write_text(RULES.format(port=self.port, folder=folder))
        self._program = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", rules], stderr=(folder / "log").open("wb")
        )
        self._until_it_listens()

    def _until_it_listens(self):
        end = time.monotonic() + 20
        while time.monotonic() < end and self._program.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), 1):
                return
        raise AssertionError((self.folder / "log").read_text())

    def client(self, port, command, env):
        """Return the ssh command that runs this command with this environment over a port."""
        far = ["env", "-i", *(f"{name}={value}" for name, value in env.items()), *command]
        options = {
            "StrictHostKeyChecking": "no", "UserKnownHostsFile": self.folder / "known",
            "IdentitiesOnly": "yes", "LogLevel": "ERROR", "Compression": "no",
        }  # fmt: skip
        told = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return ["ssh", "-F", "none", "-tt", "-p", str(port), "-i", self.folder / "user", *told,
                f"{getpass.getuser()}@{HOST}", shlex.join(map(str, far))]  # fmt: skip

    def close(self):
        """Stop serving."""
        self._program.terminate()
        self._program.wait()


class SlowLine:
    """A proxy before the server. Every byte waits for so many seconds, in both directions."""

    def __init__(self, port, delay):
        self.port = free_port()
        self.down = 0
        """Bytes that went from the server to the terminal."""
        self._delay, self._to = delay, port
        self._listener = socket.create_server((HOST, self.port))
        self._ends = []
        threading.Thread(target=self._meet, daemon=True).start()

    def _meet(self):
        with contextlib.suppress(OSError):
            near, _address = self._listener.accept()
            far = socket.create_connection((HOST, self._to))
            self._ends += [near, far]
            for end in self._ends:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._carry(near, far, lambda _piece: None)
            self._carry(far, near, self._count)

    def _count(self, piece):
        self.down += len(piece)

    def _carry(self, source, target, seen):
        on_its_way = queue.SimpleQueue()

        def take():
            piece = b"?"
            while piece:
                try:
                    piece = source.recv(65_536)
                except OSError:  # the line was cut
                    piece = b""
                on_its_way.put((time.monotonic() + self._delay, piece))

        def give():
            with contextlib.suppress(OSError):
                while (got := on_its_way.get())[1]:
                    due, piece = got
                    time.sleep(max(0.0, due - time.monotonic()))
                    seen(piece)
                    target.sendall(piece)
                target.shutdown(socket.SHUT_WR)

        for work in (take, give):
            threading.Thread(target=work, daemon=True).start()

    def cut(self):
        """Cut the line, as a lost connection does."""
        self._listener.close()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def free_port():
    """Return a port that nobody listens on."""
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]
