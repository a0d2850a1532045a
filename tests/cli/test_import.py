"""`shopdesk import` on sheets that need a word from the person: a mapping, a password."""

import zipfile

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line
from tests.sheets.test_locked import locked

MAP = ("--map", "number=Ref", "--map", "name=Item", "--map", "qty=Qty", "--map", "price=Price",
       "--map", "placed_at=Day")  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Ref,Day,Item,Qty,Price\nR-1,05/08/2026,Mug,2,20.50\n")
    return path


def test_a_mapping_takes_the_way_the_sheet_writes(desk, sheet):
    told = ("--numbers", "us", "--dates", "mdy", "--currency", "php")
    code, _out, err = desk.run("import", sheet, *MAP, *told, "--json")
    assert code == 0
    assert "Remembered how to read “own.csv”: 1,234.56, month/day/year, PHP" in err
    row = desk.json("orders", "list")["rows"][0]
    assert (row["placed"][:10], row["currency"]) == ("2026-05-08", "PHP")
    assert desk.json("import", sheet)["files"][0]["orders"]["unchanged"] == 1


def test_a_guess_is_said_and_a_contradiction_refused_with_the_cell(desk, sheet):
    code, _out, err = desk.run("import", sheet, *MAP, "--numbers", "id")
    assert code == 1
    assert "Row 2, column “Price”: “20.50” is not written 1.234,56" in err
    code, _out, err = desk.run("import", sheet, *MAP)
    assert code == 0
    assert "1,234.56, day/month/year, IDR (assumed: dates, currency)" in err


def test_the_way_alone_or_misspelt_is_wrong_usage(desk, sheet):
    code, _out, err = desk.run("import", sheet, "--numbers", "us")
    assert (code, "go with --map" in err) == (1, True)
    code, _out, err = desk.run("import", sheet, *MAP, "--currency", "rupiah")
    assert (code, "three letters" in err) == (1, True)
    code, _out, err = desk.run("import", sheet, *MAP, "--dates", "dym")
    assert (code, "'--dates' wants <dmy|mdy|ymd>." in err) == (2, True)


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_locked_export_opens_with_its_password_and_not_otherwise(desk, tmp_path):
    plain = export(tmp_path, "plain.xlsx", line("A1"), line("A2"))
    path = tmp_path / "Order.all.20261101_20261120.xlsx"
    path.write_bytes(locked(members(plain), "rahasia toko"))
    key = tmp_path / "password.txt"
    key.write_text("\ufeffrahasia toko\r\n")  # as a Windows editor saves it
    code, _out, err = desk.run("import", path)
    assert (code, "--password-file" in err) == (1, True)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("salah\n")
    code, _out, err = desk.run("import", path, "--password-file", wrong)
    assert (code, "the password does not open" in err, "salah" in err) == (1, True, False)
    code, _out, err = desk.run("import", path, "--password-file", tmp_path / "none.txt")
    assert (code, err) == (1, f"There is no {tmp_path / 'none.txt'}.\n")
    code, _out, err = desk.run("import", path, "--password-file", path)
    assert (code, err) == (1, f"{path} is no text file.\n")
    assert desk.json("orders", "list")["total"] == 0
    assert desk.json("import", path, "--password-file", key)["files"][0]["orders"]["new"] == 2
    for file in (tmp_path / "data").rglob("*"):
        assert file.is_dir() or b"rahasia toko" not in file.read_bytes()
