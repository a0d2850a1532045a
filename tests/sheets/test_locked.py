"""Workbooks with a password."""

from io import BytesIO
from random import Random

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.sheets import biff
from tests.sheets.reading import refusal_of, rows_of
from tests.sheets.surgery import PLAIN, packed, parts, put, workbook

from shopdesk.sheets import open_source

KEY = "rahasia"
EVERYBODYS = "VelvetSweatshop"
OLD = [["No. Pesanan", "Jumlah"], ["240901ABC", 12.0]]
READ = [("No. Pesanan", "Jumlah"), ("240901ABC", 12)]


BALLAST = Random(1).randbytes(5000)  # msoffcrypto cannot write what is shorter than 4,096 bytes


def locked(contents, password):
    stream = BytesIO()
    OOXMLFile(BytesIO(packed({**contents, "xl/media/a.bin": BALLAST}))).encrypt(password, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def secret():
    return locked(parts(), "rahasia toko")


def test_a_password_is_asked_for(secret, tmp_path):
    refusal = refusal_of(put(tmp_path, "Order.all.xlsx", secret))
    assert "password-protected" in str(refusal)
    assert "--password-file" in str(refusal)
    assert refusal.code == "locked"


def test_the_right_password_opens(secret, tmp_path):
    path = put(tmp_path, "Order.all.xlsx", secret)
    with open_source(path, "rahasia toko") as source:
        assert source.kind == "xlsx"
        assert list(source.rows("orders")) == [(0, PLAIN)]
        assert list(source.rows("orders")) == [(0, PLAIN)]


@pytest.mark.parametrize("password", ["salah", "Rahasia Toko", "\u0000", "x" * 300])
def test_a_wrong_password_is_told_from_a_missing_one(secret, password, tmp_path):
    refusal = refusal_of(put(tmp_path, "Order.all.xlsx", secret), password)
    assert "the password does not open" in str(refusal)
    assert password not in str(refusal)


def test_a_password_for_a_file_without_one_is_ignored(tmp_path):
    assert rows_of(put(tmp_path, "a.xlsx", workbook()), secret=KEY) == PLAIN


def test_protection_against_changes_alone_needs_no_password(tmp_path):
    path = put(tmp_path, "a.xlsx", locked(parts(), EVERYBODYS))
    assert rows_of(path) == PLAIN


def test_something_else_may_be_locked_in(tmp_path):
    path = put(tmp_path, "a.xlsx", locked({"xl/workbook.bin": "x", **parts()}, "rahasia"))
    assert "binary workbook" in str(refusal_of(path, "rahasia"))


def test_a_damaged_lock_is_refused(secret, tmp_path):
    broken = bytearray(secret)
    at = broken.find(b"<encryption")
    broken[at : at + 40] = b"x" * 40
    assert "encrypted in a way" in str(refusal_of(put(tmp_path, "a.xlsx", bytes(broken)), "x"))


def test_rights_management_is_named(tmp_path):
    content = biff.container({"EncryptedPackage": b"x" * 4096, "\x09DRMContent": b"x" * 4096})
    assert "rights management" in str(refusal_of(put(tmp_path, "a.xlsx", content)))


def test_old_workbooks_can_be_locked_too(tmp_path):
    path = put(tmp_path, "a.xls", biff.workbook(OLD, secret=KEY))
    assert "--password-file" in str(refusal_of(path))
    assert "does not open" in str(refusal_of(path, "salah"))
    assert rows_of(path, secret=KEY) == READ
    assert rows_of(put(tmp_path, "b.xls", biff.workbook(OLD, secret=EVERYBODYS))) == READ


def test_nothing_decrypted_is_put_into_a_temporary_file(tmp_path, monkeypatch):
    """The child may not write at all while it opens a locked workbook of either kind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tiada"))
    path = put(tmp_path, "a.xls", biff.workbook(OLD, secret=KEY))
    assert rows_of(path, secret=KEY) == READ
