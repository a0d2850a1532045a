"""The clipboard of the machine itself, for terminals that take no text from programs."""

import pytest

from shopdesk.screens import clipboard


@pytest.fixture
def xclip(tmp_path, monkeypatch):
    """Put a tool into the path that writes what it is given into a file."""
    program, held = tmp_path / "xclip", tmp_path / "held"
    program.write_text(f"#!/bin/sh\ncat > {held}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return held


def test_a_tool_of_this_machine_gets_the_text_whole(xclip):
    thread = clipboard.put("Halo kak 💄\nbaris dua")
    thread.join(5)
    assert xclip.read_text("utf-8") == "Halo kak 💄\nbaris dua"


def test_behind_ssh_no_tool_of_the_other_machine_is_asked(xclip, monkeypatch):
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")
    assert clipboard.put("Halo") is None
    assert not xclip.exists()
