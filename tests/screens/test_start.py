"""The start: the shell is drawn first, and nothing heavy is loaded before it."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from tests.journeys.terminal import Terminal

HEAVY = (
    "sqlalchemy", "openpyxl", "typer", "lark", "babel", "xlsxwriter", "lxml", "typst", "keyring",
    "cryptography", "sqlcipher3", "alembic", "textual.widgets._text_area",
)  # fmt: skip


def test_nothing_heavy_is_imported_before_the_first_paint():
    program = f"import sys, shopdesk.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


AT_FIRST_PAINT = """
import os
import sys
from shopdesk import opening

opens = opening._open


def tell(home, clock):
    found = [name for name in sys.argv[2].split() if name in sys.modules]
    os.write(2, f"HEAVY {found} HEARD".encode())  # in one piece between the drawing
    return opens(home, clock)


opening._open = tell
sys.exit(opening.open_workstation(sys.argv[1]))
"""


def test_nothing_heavy_is_imported_when_the_first_paint_stands(tmp_path):
    """In a real terminal: what the store is opened with is loaded after the shell is drawn."""
    command = [sys.executable, "-c", AT_FIRST_PAINT, tmp_path / "shop", " ".join(HEAVY)]
    with closing(Terminal(command, dict(os.environ), tmp_path, size=(80, 24))) as it:
        it.waits_for(lambda: b"] HEARD" in it.raw, "the store is not asked for")
        _before, _sign, after = bytes(it.raw).partition(b"HEAVY ")
        assert after.startswith(b"[]"), after[:200]
        it.sees("Welcome to ShopDesk")


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["config", "--help"]])
def test_version_and_help_load_neither_the_terminal_nor_the_store(words):
    program = (
        "import sys\nfrom shopdesk.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nfinally:\n"
        "    print([m for m in ('textual', 'sqlalchemy') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout
    assert done.stderr.strip() == "[]"


async def test_the_shell_stands_before_the_store_is_open():
    import threading

    from shopdesk.app import ShopDeskApp
    from shopdesk.refusal import Refusal

    gate = threading.Event()

    def opener():
        gate.wait(10)
        raise Refusal("The key [/] does not open it.")

    app = ShopDeskApp(opener, folders=[])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Loading" in "".join(
            segment.text for strip in app.screen._compositor.render_strips() for segment in strip
        )
        gate.set()
        for _turn in range(200):
            await pilot.pause(0.01)
            if app.last_words:
                break
    assert app.last_words == "The key [/] does not open it."
    assert app.return_code == 1
