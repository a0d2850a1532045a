"""The computer of one admin: a home of its own, its Downloads, the program and the command line."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.journeys.terminal import Terminal
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.config import Home
from shopdesk.store import Store

DEMO = Path(__file__).parents[2] / "data" / "demo"
SHOPDESK = (sys.executable, "-m", "shopdesk")


class Machine:
    """A folder that is somebody's computer. Terminals opened on it are closed with it."""

    def __init__(self, folder):
        self.folder = folder
        self.downloads = folder / "Downloads"
        self.downloads.mkdir(parents=True)
        self.terminals = []

    @property
    def home(self):
        """The folders that the program keeps its things in."""
        return Home(self.folder / "shop", self.folder / "config/shopdesk/keys",
                    self.folder / "state/shopdesk")  # fmt: skip

    @property
    def env(self):
        """The environment of everything that runs here."""
        places = {
            f"XDG_{kind}_HOME": str(self.folder / kind.lower())
            for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        kept = ("PATH", "PYTHONPATH", "LANG", "TZ", "COLORTERM")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "HOME": str(self.folder),
            "TERM": "xterm-256color",
            "TMPDIR": str(self.folder),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "SHOPDESK_HOME": str(self.home.root),
            "USER": "rani",
            **places,
        }

    def downloaded(self, *names):
        """Put demo files into Downloads: those of these names, or every export of orders."""
        told = tomllib.loads((DEMO / "demo.toml").read_text("utf-8"))["file"]
        orders = [file["name"] for file in told if not (file.get("once") or "stats" in file)]
        for name in names or orders:
            shutil.copy(DEMO / name, self.downloads)

    def keeps(self, *orders, channel="shopify"):
        """Have these orders in the store already."""
        self.does("seed", lambda work: add_orders(work, [dict(one) for one in orders], channel))

    def does(self, name, act):
        """Have this done to the store already, as one entry of the journal."""
        store = Store.open(self.home, Clock("Asia/Jakarta", now=NOW))
        store.run(name, act)
        store.close()

    def opens(self, *words, size=(120, 36), lang="en", **env):
        """Open the workstation on a terminal of this size."""
        command = [*SHOPDESK, "--lang", lang, *words]
        terminal = Terminal(command, self.env | env, self.folder, size)
        self.terminals.append(terminal)
        return terminal

    def runs(self, *words, code=0):
        """Run a command beside the terminal, and return what it printed."""
        done = subprocess.run(
            [*SHOPDESK, "--lang", "en", *words], env=self.env, cwd=self.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stdout

    def tells(self, *words):
        """Run a command with --json, and return its document."""
        return json.loads(self.runs(*words, "--json"))

    def status(self, number):
        """Return where an order stands."""
        return self.tells("orders", "show", number)["status"]

    def is_whole(self):
        """Assert that the store opens, and that its journal is unbroken."""
        self.runs("audit", "verify")

    def close(self):
        """Turn the machine off."""
        for terminal in self.terminals:
            terminal.close()
