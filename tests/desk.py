"""The command line in a home of its own: processes of their own, one JSON document each."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import warm

from shopdesk.config import Home

ROOT = Path(__file__).parents[1]
NOW = "2026-11-23T16:00:00+07:00"


class Desk:
    """The command, with all that it may write in one folder; the clock stands still."""

    def __init__(self, folder: Path, lang: str = "en", **env: str) -> None:
        self.folder = folder
        self.lang = lang
        self.env = os.environ | {
            "SHOPDESK_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "TMPDIR": str(folder / "tmp"),
            "SHOPDESK_NOW": NOW,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        } | env  # fmt: skip
        (folder / "tmp").mkdir(parents=True, exist_ok=True)

    @property
    def home(self) -> Home:
        """The same home, for a look at the store from within this process."""
        return Home(
            self.folder / "data",
            self.folder / "config" / "shopdesk" / "keys",
            self.folder / "state" / "shopdesk",
        )

    def start(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        """Start a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "shopdesk", "--lang", self.lang, *map(str, words)],
            env=self.env, cwd=ROOT, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
        )  # fmt: skip

    def run(self, *words: object) -> tuple[int, str, str]:
        """Run a command to its end: (exit code, stdout, stderr)."""
        return warm.run(["--lang", self.lang, *map(str, words)], self.env)

    def json(self, *words: object) -> Any:
        """Run a command and return its JSON document."""
        _code, out, err = self.run(*words, "--json")
        assert out, err
        return json.loads(out)
