import ast
import re
from pathlib import Path

import shopdesk.sheets
from shopdesk.sheets import words
from shopdesk.sheets.letters import letter
from shopdesk.sheets.unreadable import Unreadable

FOLDER = Path(shopdesk.sheets.__file__).parent


def codes(call):
    """Return the first argument of every call of this name in the room."""
    source = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == call
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_flaw_has_its_sentence_and_no_sentence_is_idle():
    made = codes("Flaw") | {"damaged_xls", "damaged_ods", "died", "locked", "wrong_password",
                            "after_quote", "open_quote", "lost_text", "damaged_cell"}  # fmt: skip
    assert made == set(words._ALL)


def test_every_sentence_ends_and_says_what_to_do():
    for code, sentence in words._ALL.items():
        text = sentence()
        assert text.endswith("."), code
        assert code in {"stopped", "no_sheet"} or text.count(".") >= 2, code


def test_every_foreign_kind_has_its_name():
    source = (FOLDER / "sniff.py").read_text("utf-8")
    named = set(re.findall(r'what="(\w+)"', source)) | set(re.findall(r'b".*?", "(\w+)"\)', source))
    assert named | {"word", "office"} >= set(words._FOREIGN) - {"office"}
    assert named <= set(words._FOREIGN)


def test_notes_have_their_sentences():
    notes = codes("Note") | {"exact_digits", "exact_reader", "reader_died"}
    assert notes == {*words._NOTES, "ghost_rows"}
    assert words.note_sentence("ghost_rows", {"n": 1}).startswith("1 row of")


def test_an_unknown_code_still_has_a_sentence():
    assert "damaged" in words.sentence("???", {})


def test_a_place_is_named_as_far_as_it_is_known():
    assert str(Unreadable("a.xlsx", "x")) == "a.xlsx: x"
    placed = Unreadable("a.xlsx", "x", sheet="orders", row=12, column="C")
    assert str(placed) == "a.xlsx, sheet “orders”, row 12, column C: x"
    assert str(Unreadable("a.csv", "x", row=12)) == "a.csv, line 12: x"


def test_columns_have_letters():
    assert [letter(n) for n in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
