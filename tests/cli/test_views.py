"""Saved views and the filter's errors, as scripts and shells see them."""

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    path = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1001"), line("A1002"))
    made.run("import", path)
    return made


def test_a_view_is_saved_listed_used_renamed_and_removed(desk):
    saved = desk.json("views", "save", "besar", "total>100", "-number:A1002", "sort:-total")
    assert (saved["label"], saved["entry"]) == ("Saved the view “besar”", 2)
    listed = {
        view["name"]: view for view in desk.json("views", "list", "--area", "orders")["views"]
    }
    assert listed["besar"] == {
        "area": "orders", "name": "besar", "filter": "total>100 -number:A1002 sort:-total",
        "columns": [], "shared": False, "wrong": None, "built_in": False,
    }  # fmt: skip
    assert listed["late"]["built_in"] is True
    assert desk.json("orders", "list", "@besar")["total"] == 1
    planned = desk.json("orders", "pack", "--where", "@besar", "--plan")
    assert planned["rows"] == len(["the order", "its parcel"])
    assert desk.json("views", "rename", "besar", "mahal")["entry"] == 3
    assert desk.json("views", "remove", "@mahal", "--plan")["entry"] is None
    assert desk.run("views", "remove", "mahal")[0] == 0
    code, _out, err = desk.run("orders", "list", "@mahal")
    assert (code, "There is no saved view “mahal”" in err) == (1, True)
    assert desk.json("undo")["label"] == "Undid: Removed the view “mahal”"
    assert desk.json("orders", "list", "@mahal")["total"] == 1


def test_an_error_is_pointed_at_under_its_place(desk):
    code, out, err = desk.run("orders", "list", "status:to_pack", "warna:biru")
    assert (code, out) == (1, "")
    sentence, filtered, carets = err.rstrip("\n").splitlines()
    assert sentence.startswith("There is no field “warna”")
    assert sentence.endswith("(column 16)")
    assert filtered == "  status:to_pack warna:biru"
    assert carets == "  " + " " * 15 + "^^^^^"


def test_the_carets_stand_right_after_wide_letters_and_in_a_long_filter(desk):
    _code, _out, err = desk.run("orders", "list", "蓝色 " * 40 + "is:laet")
    _sentence, filtered, carets = err.rstrip("\n").splitlines()
    assert filtered.endswith("蓝色 is:laet")
    assert filtered.startswith("  …")
    cells = sum(2 if char in "蓝色" else 1 for char in filtered[: filtered.index("laet")])
    assert (carets.index("^"), carets.count("^")) == (cells, 4)


def test_a_view_that_is_refused_changes_nothing(desk):
    for words, says in (
        (("work", "is:late"), "built in"),
        (("x", "warna:biru"), "There is no field “warna”"),
        (("x", "@x"), "contains itself"),
    ):
        code, _out, err = desk.run("views", "save", *words)
        assert code == 1
        assert says in err
    assert len(desk.json("history")["entries"]) == 1


def test_a_word_that_is_nowhere_names_those_like_it(desk):
    _code, _out, err = desk.run("orders", "list", "A1O01")
    assert "similar: A1001" in err
