"""All 36 hostile strings at every desk and in every dialog, in a real terminal.

Nothing crashes, `[XL]` is read as it was written, and of all that the terminal is sent only what
Textual itself makes is more than text.
"""

import csv
import re
import unicodedata

import pytest
from tests.hostile import HOSTILE, NAMED
from tests.journeys.machine import DEMO
from tests.journeys.worst import plant, strings

OWN = re.compile(
    "\x1b(?:"
    r"\[[0-9;]*[mH]|\[\?[0-9]+[hl]|\[\?[0-9]+\$p|\[>[0-9]+u|\[<u"
    "|\\][0-9]+;[a-z]+\x07|\\]52;c;[A-Za-z0-9+/=]*\x07)"
)
"""Colours and places; modes; questions to the terminal; the mouse's form; our own copying."""
PAYLOADS = ("\x1b[31m", "\x1b[2J", "\x1b]52;c;aGVsbG8=", "\x1b]0;", "\x9b", "\x9d")
FILE = "Kaos [XL] [@click=app.quit]\u202exslx.csv"
DIALOGS = {
    "t": "Why?", "x": "Whose fault?", "n": "Note", "w": "Whose turn", "m": "Which SKU",
    "y": "Resi", "p": "Packing slips", "E": "Kind of file", "R": "Resi list", "V": "red]MURAH",
    "c": "Columns", ",": "Settings", "?": "This desk", "enter": "URAH",
}  # fmt: skip
"""Keys of the Orders desk, and what stands in their dialogs."""
DESKS = {
    "1": "Today", "3": "Products", "4": "Shipments", "5": "Tickets", "6": "Returns",
    "7": "Promotions", "8": "Suppliers", "9": "Reports", "0": "All desks", "H": "History",
}  # fmt: skip


PRODUCTS = {
    "b": "Value or formula", "s": "Carry to another", "a": "A new product", "w": "Why ",
    "E": "Export for shops", "d": "f2 keeps it", "A": "Pictures of", "t": "Set aside",
    "L": "Ledger of", "O": "Who holds", "S": "What the shops", "y": "Copy", "V": "red]MURAH",
    "c": "Columns", "?": "This desk", "enter": "SKU ",
}  # fmt: skip
"""Keys of the Products desk, and what stands in their dialogs."""
TICKETS = {
    "n": "Note on", "a": "Answer T-", "w": "Why is", "L": "What T-", "$": "Offers on", "S": "Split",
    "b": "Reason", "E": "Save into", "y": "Copy", "m": "Macro", "@": "Variables",
    "&": "Mailboxes", "%": "Quality", "V": "red]MURAH", "c": "Columns", "?": "This desk",
}  # fmt: skip
"""Keys of the Tickets desk, and what stands in their dialogs."""


@pytest.fixture
def it(machine):
    """Sit before the worst of shops."""
    machine.does("worst", plant)
    it = machine.opens(size=(160, 50))
    it.sees("2 Orders", "[XL]")
    yield it
    it.presses("escape", "ctrl+q")
    assert it.is_gone()[1] == 0
    assert_clean(it.raw)


def assert_clean(raw):
    """Assert that nothing in the stream but Textual's own sequences is more than text."""
    told = raw.decode("utf-8")
    for payload in PAYLOADS:
        assert payload not in told
    rest = OWN.sub("", told).replace("\r\n", "")
    odd = {c for c in rest if unicodedata.category(c) in {"Cc", "Cf", "Cs"}} - {"\u200d"}
    assert not odd, [rest[max(0, rest.index(c) - 60) : rest.index(c) + 20] for c in odd]
    assert "Traceback" not in rest


def test_every_order_is_stepped_over_marked_and_opened(it):
    last = len(strings())
    for step in range(2, last + 1):
        it.presses("j")
        it.sees(f"{step} / {last}")
    it.presses("l", "l", "*")
    it.sees(f"{last} marked")
    it.presses("escape", "g", *["j"] * HOSTILE.index(NAMED["long"]), "enter")
    it.sees("esc", "panjang " * 9)


def test_every_dialog_over_the_worst_order(it):
    """The last one, in which all of them stand in every column."""
    it.presses("G")
    it.sees(f"{len(strings())} / {len(strings())}")
    for key, word in DIALOGS.items():
        it.presses(key)
        it.sees("esc", word)
        if key in {"?", "w", "enter"}:
            it.presses("G")  # a sheet has an end, too
            it.quiet()
        it.presses("escape")
        it.sees_no("esc")
    it.presses("b")
    it.sees("▌ red]MURAH")


def test_every_product_is_stepped_over_and_every_dialog_opened(it):
    last = len(strings())
    it.presses("3")
    it.sees(" 3 Products", "Sold out", f"1 / {last}")
    for step in range(2, last + 1):
        it.presses("j")
        it.sees(f"{step} / {last}")
    for key, word in PRODUCTS.items():
        it.presses(key)
        it.sees(" esc ", word)
        it.quiet()
        it.presses("escape")
        it.sees_no(" esc ")
    it.presses("e")
    it.quiet()
    it.presses("escape")
    it.sees(f"{last} / {last}")


def test_every_ticket_is_stepped_over_and_every_dialog_opened(it):
    last = len(strings())
    it.presses("5")
    it.sees(" 5 Tickets", f"1 / {last}")
    for step in range(2, last + 1):
        it.presses("j")
        it.sees(f"{step} / {last}")
    for key, word in TICKETS.items():
        it.presses(key)
        it.sees("esc", word)
        it.quiet()
        it.presses("escape")
        it.sees_no(" esc ")
    it.presses("enter")
    it.sees(f"{last} / {last}", "not kept")
    it.presses("O")
    it.sees("esc", "Order Kaos")
    it.presses("escape")


def test_every_desk_the_palette_and_an_import(machine, it):
    """A file named like a trap, full of traps: planned, saved as rejects, applied, taken back."""
    with (DEMO / "orders_export_1.csv").open(newline="") as lines:
        head, *rows = csv.reader(lines)
    free = [at for at, name in enumerate(head) if name not in {"Name", "Total", "Lineitem price"}]
    with (machine.downloads / FILE).open("w", newline="") as made:
        sheet = csv.writer(made)
        sheet.writerow(head)
        for text, row in zip(strings(), rows, strict=False):
            sheet.writerow([text if at in free else value for at, value in enumerate(row)])
    for key, name in DESKS.items():
        it.presses(key)
        it.sees(f" {key} {name}")
        it.quiet()
    it.presses("i")
    it.row("▌", "Kaos [XL] [@click=app.qu")
    it.presses("i")
    it.sees("Import plan", "Kaos [XL] [@click=app.qu")
    it.presses("G", "escape", "tab", "H")
    it.sees(" H History")
    it.presses("enter")
    it.sees("esc", "[XL]")
    it.presses("escape", "2")
    it.sees(" 2 Orders")
    it.presses("e")
    it.quiet()
    it.presses("escape", ":")
    it.types("kaos")
    it.quiet()
    it.presses("escape")
