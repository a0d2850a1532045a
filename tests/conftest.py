"""Every test runs apart from the developer's machine: home, settings, keyring, zone, network."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import textual._wait as idling
from hypothesis import settings

# Names and folders that must not reach a test from outside.
_FOREIGN = ("SHOPDESK_", "XDG_", "TEXTUAL_", "LC_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
_KEPT = ("TEXTUAL_SNAPSHOT_",)  # where the workers of one run put what differs
_FIXED = {
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
}
_XDG = ("CONFIG", "DATA", "STATE", "CACHE")

for _name in list(os.environ):
    if _name.startswith(_FOREIGN) and not _name.startswith(_KEPT):
        del os.environ[_name]
os.environ.update(_FIXED)
time.tzset()

# The same examples in every run: what a machine finds, every machine finds.
settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")

# A pilot looks every 20 ms whether the workstation is idle, twice a key. It must be longer than the
# screen takes until it draws (a 120th of a second), and need not be more.
idling.SLEEP_GRANULARITY, idling.SLEEP_IDLE = 0.012, 0.0006


def _stay_at_home(event: str, arguments: Sequence[object]) -> None:
    """Refuse a connection that leaves this machine."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if host not in {"::1", "localhost"} and not host.startswith("127."):
            message = f"a test asked for the network: {host}"
            raise PermissionError(message)


sys.addaudithook(_stay_at_home)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home of its own, apart from its tmp_path."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for kind in _XDG:
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
    return folder
