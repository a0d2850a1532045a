"""The import desk with statements, notifications and couriers' sheets."""

from datetime import date

import pytest
from tests.makers import couriers, gateways, statements
from tests.makers.couriers import Event
from tests.makers.gateways import Paid
from tests.makers.statements import Entry, local
from tests.screens.test_imports import plan, visit

from shopdesk.screens.imports.mapping import MappingDialog

ENTRIES = [
    Entry(local(2026, 11, 20, 9), 150_123, "TRSF E-BANKING CR SITI"),
    Entry(local(2026, 11, 21, 9), -6_500, "BIAYA ADM"),
    Entry(local(2026, 11, 22, 9), 99_000, "TRSF E-BANKING CR BUDI"),
]
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "downloads"
    made.mkdir()
    return made


async def test_a_statement_is_named_planned_with_its_missing_row_and_taken(shop, folder):
    statements.bca(folder / "mutasi.csv", ENTRIES, *NOVEMBER, drop=[1])
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.until(lambda: "BCA statement" in it.text())
        await it.press("enter")
        said = await plan(it)
        for words in ("writes 2 records", "BCA statement", "a debit of Rp6.500 is missing"):
            assert words in said
        await it.press("a")
        await it.said_so("Imported 2 payment lines (2 new, 0 changed)", "u undoes it")


async def test_notifications_and_events_that_cannot_be_taken_say_why(shop, folder):
    gateways.post(
        folder / "notice.json", gateways.notice(Paid("t", "1001", local(2026, 11, 20), 1_000))
    )
    couriers.sheet(folder / "resi.csv", [Event("X9", "JNE", local(2026, 11, 20), "DELIVERED")])
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.until(lambda: "Midtrans notices" in it.text())
        await it.until(lambda: "events of parcels" in it.text())
        await it.press("*", "i")
        said = await plan(it)
        for words in ("signature_key", "no parcel has this resi", "its sender cannot be checked"):
            assert words in said


async def test_the_statement_of_an_unknown_bank_is_mapped_as_one(shop, folder):
    statements.jago(folder / "jago.csv", ENTRIES)
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.until(lambda: "unknown" in it.text())
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, MappingDialog))
        await it.until(lambda: "-Rp6.500" in it.text())
        for words in ("a bank statement", "Words of the bank", "In or out", "Rp150.123"):
            assert words in it.text()
        await it.press("s")
        assert "writes 3 records" in await plan(it)
        await it.press("a")
        await it.said_so("Imported 3 payment lines")
