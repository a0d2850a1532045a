"""Draw the pictures of docs/pictures: the real `shopdesk demo` in a terminal of 120 by 36."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PICTURES, DEMO = HOUSE / "docs" / "pictures", HOUSE / "data" / "demo"
SHOTS = {
    "today": "1",
    "orders": "2",
    "filter": "2,slash,s,t,a,t,u,s,colon",
    "why": "2,w",
    "products": "3,j,j",
    "shipments": "4,j",
    "payments": "M",
    "tickets": "5,j",
    "imports": "i",
    "history": "H",
    "palette": "2,ctrl+p,s,h,i,p",
    "help": "2,question_mark",
}
"""Name of the picture: the keys that lead to it, with commas."""

SIZE = (36, 120)
LIMIT = 120
"""Seconds that one picture may take, the making of the demo shop included."""


def draw(name: str, keys: str, home: str) -> Path:
    """Run the demo with the keys pressed, let Textual save its own screen, return the file."""
    inner, outer = pty.openpty()
    fcntl.ioctl(outer, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    ours = ("SHOPDESK_", "XDG_", "TEXTUAL_", "NO_COLOR")
    environment = {name: text for name, text in os.environ.items() if not name.startswith(ours)} | {
        "HOME": home,
        "SHOPDESK_LANG": "en",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_PRESS": keys,
        "TEXTUAL_SCREENSHOT": "4",
        "TEXTUAL_SCREENSHOT_LOCATION": str(PICTURES),
        "TEXTUAL_SCREENSHOT_FILENAME": f"{name}.svg",
    }
    command = Path(sys.executable).with_name("shopdesk")
    with subprocess.Popen(
        [command, "demo"], stdin=outer, stdout=outer, stderr=outer, env=environment,
        cwd=Path(home) / "Downloads",
    ) as demo:  # fmt: skip
        os.close(outer)
        limit = threading.Timer(LIMIT, demo.kill)
        limit.start()
        drain(inner)
        demo.wait()
        limit.cancel()
    os.close(inner)
    picture = PICTURES / f"{name}.svg"
    picture.write_text(homely(picture.read_text("utf-8")), "utf-8")
    return picture


def drain(terminal: int) -> None:
    """Read what the program paints until it closes its terminal."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        return


def homely(svg: str) -> str:
    """Return the picture without the fonts that it would fetch, and with the same ids each time."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return re.sub(r"terminal-\d+", "terminal", svg)


def main() -> int:
    """Draw every picture and name it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(DEMO, Path(home) / "Downloads")
        for name, keys in SHOTS.items():
            sys.stdout.write(f"pictures: {draw(name, keys, home).name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
