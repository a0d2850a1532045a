"""The start: the shell is drawn first, and nothing heavy is loaded before it."""

import subprocess
import sys

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
