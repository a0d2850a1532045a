"""A process that has imported the program and forks itself for each command.

A command so run is a process of its own, with its own environment, streams and exit code; it only
spares the second in which every Python reads the same modules again.
"""

import atexit
import contextlib
import json
import os
import pkgutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "src" / "shopdesk" / "__main__.py"


def run(words: Sequence[str], env: Mapping[str, str]) -> tuple[int, str, str]:
    """Run ``shopdesk`` with these words to its end: (exit code, stdout, stderr)."""
    server = _server()
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {"words": list(words), "env": dict(env), "out": str(out), "err": str(err)}
        assert server.stdin, server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return code, out.read_text("utf-8"), err.read_text("utf-8")


@cache
def _server() -> subprocess.Popen[str]:
    made = subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    atexit.register(_end, made)
    return made


def _end(server: subprocess.Popen[str]) -> None:
    server.communicate()


def _serve() -> None:
    """Answer each line of stdin, a command, with its exit code."""
    _import_all()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _import_all() -> None:
    for name in ("cli", "services", "models", "store", "reports", "reports.catalogue"):
        room = import_module(f"shopdesk.{name}")
        for module in pkgutil.iter_modules(room.__path__, f"shopdesk.{name}."):
            import_module(module.name)


def _become(asked: Mapping[str, object]) -> None:
    """Be the command, and never come back."""
    from shopdesk.__main__ import main

    os.environ.clear()
    os.environ.update(dict(asked["env"]))  # type: ignore[call-overload]
    time.tzset()
    modes = ((0, "/dev/null", os.O_RDONLY), (1, asked["out"], os.O_WRONLY | os.O_CREAT),
             (2, asked["err"], os.O_WRONLY | os.O_CREAT))  # fmt: skip
    for number, path, mode in modes:
        os.dup2(os.open(str(path), mode, 0o600), number)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", closefd=False) for n in (1, 2))
    sys.argv = [str(PROGRAM), *asked["words"]]  # type: ignore[misc]
    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as Python itself would end
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
