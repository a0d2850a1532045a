"""``shopdesk mail``: mailboxes set up, read and told of, by commands of their own."""

import subprocess
import sys

import pytest
from tests import dovecot
from tests.desk import ROOT, Desk


@pytest.fixture(scope="module")
def server():
    return dovecot.running()


def test_mails_are_fetched_by_a_command(tmp_path, server):
    """Set up, given its password on stdin, read, read again; each exit code tells how it went."""
    desk = Desk(tmp_path)
    code, _out, err = desk.run("mail", "sync")
    assert (code, "There is no mailbox to read" in err) == (1, True)
    code, _out, err = desk.run(
        "mail", "add", "cs", "cs@toko.example", "--host", "127.0.0.1", "--port", server.imap,
        "--security", "none", "--login", "perintah", "--since", "2026-11-01",
    )  # fmt: skip
    assert (code, "Its password is not set yet" in err) == (0, True)
    code, _out, err = desk.run("mail", "sync")
    assert (code, "shopdesk mail password cs" in err) == (1, True)
    typed = subprocess.run(
        [sys.executable, "-m", "shopdesk", "mail", "password", "cs"],
        env=desk.env, cwd=ROOT, text=True, input=f"{dovecot.PASSWORD}\n", capture_output=True,
        check=False,
    )  # fmt: skip
    assert typed.returncode == 0, typed.stderr
    server.deliver([b"From: s@x.example\r\nSubject: Tanya\r\n\r\nHalo\r\n"], "perintah")
    done = desk.json("mail", "sync")
    assert (done["messages"], done["tickets"], done["sources"][0]["trouble"]) == (1, [1], None)
    assert desk.json("mail", "sync", "cs")["messages"] == 0
    (row,) = desk.json("mail", "status")["rows"]
    assert (row["mailbox"], row["password"], row["state"]) == ("cs", True, "on")
    assert row["since"] == "2026-11-01T00:00:00+07:00"
    assert row["read"]
    assert dovecot.PASSWORD not in str(row)
    code, out, _err = desk.run("mail", "status")
    assert (code, "cs@toko.example" in out) == (0, True)


def test_a_mailbox_is_changed_switched_and_dropped(tmp_path):
    desk = Desk(tmp_path)
    desk.run("mail", "add", "cs", "cs@gmail.com")
    assert desk.run("mail", "edit", "cs", "--folder", "Toko", "--plan")[0] == 0
    assert desk.run("mail", "edit", "cs", "--since", "kemarin")[0] == 1
    assert desk.run("mail", "switch", "cs", "mungkin")[0] == 1
    assert desk.run("mail", "switch", "cs", "off")[0] == 0
    (row,) = desk.json("mail", "status")["rows"]
    assert (row["folder"], row["state"], row["host"]) == ("INBOX", "off", "imap.gmail.com")
    assert desk.run("mail", "drop", "cs")[0] == 0
    assert desk.json("mail", "status")["total"] == 0
