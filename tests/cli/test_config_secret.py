"""``config secret``: taken from stdin or a hidden prompt, listed by name, never shown."""

import os
import pty
import subprocess
import sys
import time

import pytest
from tests.desk import ROOT, Desk

from shopdesk.services import secrets
from shopdesk.store import Store

VALUE = "zz-RAHASIA-9137-kunci"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def told(desk, *words, stdin):
    done = subprocess.run(
        [sys.executable, "-m", "shopdesk", "--lang", "en", *words],
        env=desk.env, cwd=ROOT, text=True, input=stdin, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def kept(desk, name):
    store = Store.open(desk.home)
    with store.read() as read:
        value = secrets.get(read, name)
    store.close()
    return value


def leaks(desk):
    return [
        path.name for path in desk.folder.rglob("*")
        if path.is_file() and VALUE.encode() in path.read_bytes()
    ]  # fmt: skip


def test_a_secret_comes_by_stdin_and_is_only_listed_by_name(desk):
    code, said = told(desk, "config", "secret", "set", "binderbyte", stdin=f"{VALUE}\n")
    assert (code, "Kept the secret “binderbyte”" in said, VALUE in said) == (0, True, False)
    assert kept(desk, "binderbyte") == VALUE
    rows = desk.json("config", "secret", "list")["rows"]
    assert [row["name"] for row in rows if row["set"]] == ["binderbyte"]
    for words in (("config", "secret", "list"), ("config", "list"), ("history",)):
        _code, out, err = desk.run(*words)
        assert VALUE not in out + err
    assert leaks(desk) == []
    assert desk.json("config", "secret", "drop", "binderbyte")["set"] is False
    assert kept(desk, "binderbyte") is None


def test_a_value_on_the_command_line_is_no_way_in(desk):
    code, said = told(desk, "config", "secret", "set", f"smtp={VALUE}", stdin="")
    assert (code, VALUE in said, "Secrets: smtp" in said) == (1, False, True)
    assert told(desk, "config", "secret", "set", "smtp", stdin="\n")[0] == 1
    assert leaks(desk) == []


def test_the_prompt_does_not_show_what_is_typed(desk):
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        words = [
            sys.executable,
            "-m",
            "shopdesk",
            "--lang",
            "en",
            "config",
            "secret",
            "set",
            "smtp",
        ]
        os.execve(words[0], words, desk.env)  # noqa: S606 - a terminal of its own is the point
    seen = read_until(master, b"(not shown)")
    os.write(master, VALUE.encode() + b"\n")
    seen += read_until(master, b"Kept the secret")
    os.waitpid(pid, 0)
    assert VALUE.encode() not in seen
    assert kept(desk, "smtp") == VALUE


def read_until(master, sign, patience=30):
    seen, end = b"", time.monotonic() + patience
    while sign not in seen and time.monotonic() < end:
        try:
            seen += os.read(master, 4096)
        except OSError:
            break
    assert sign in seen, seen
    return seen
