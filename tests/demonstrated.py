"""The demo shop for tests that look at it: made once for all workers of a run, then copied."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from tests.rig import open_store

from shopdesk.services import demo
from shopdesk.store import Store


def open_demo(factory: pytest.TempPathFactory) -> Store:
    """Open a copy of the demo shop; its clock stands still."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / ".demo").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = _made(shared / "demo-shop")
    folder = factory.mktemp("demo")
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return open_store(folder)


def _made(folder: Path) -> Path:
    if not folder.exists():
        draft = folder.with_suffix(".draft")
        store = open_store(draft)
        demo.load(store)
        store.close()
        draft.rename(folder)
    return folder
