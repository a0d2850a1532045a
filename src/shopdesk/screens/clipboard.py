"""The clipboard of the machine itself, for terminals that do not take text from programs.

Behind SSH the person's machine is another one: there only the terminal's own way (OSC 52) helps.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Final

TOOLS: Final[Sequence[tuple[str, tuple[str, ...]]]] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""Each with the variable that must be set for it to have a clipboard to write to."""
PATIENCE: Final = 3.0
"""Seconds that a tool gets."""


def tool(around: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the command that fills this machine's clipboard, if there is one to fill."""
    if around.get("SSH_CONNECTION") or around.get("SSH_TTY"):
        return None
    return next(
        (
            command
            for needs, command in TOOLS
            if (not needs or around.get(needs)) and shutil.which(command[0])
        ),
        None,
    )


def put(text: str) -> threading.Thread | None:
    """Put text on this machine's clipboard, beside all else; None where there is none."""
    command = tool(os.environ)
    if command is None:
        return None
    thread = threading.Thread(target=_run, args=(command, text), name="clipboard", daemon=True)
    thread.start()
    return thread


def _run(command: Sequence[str], text: str) -> None:
    """Hand the text over; a tool that fails leaves what the terminal took."""
    try:
        subprocess.run(  # noqa: S603 - one of our own few words, the text goes to its input
            command, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return
