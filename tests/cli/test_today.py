"""``shopdesk today``: the same figures for scripts as on the desk."""

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_today_tells_needs_figures_and_sources_as_one_document(desk, tmp_path):
    path = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"), line("A2", "Batal"))
    desk.run("import", path)
    told = desk.json("today")
    assert told["at"] == "2026-11-23T16:00:00+07:00"
    assert {need["kind"] for need in told["needs"] if need["desk"] == "imports"} == {"exports_old"}
    for need in (one for one in told["needs"] if one["desk"] == "orders"):
        assert desk.json("orders", "list", need["where"])["total"] == need["orders"]
    listed = desk.json("orders", "list")["rows"]
    days = {row["placed"][:10] for row in listed}
    assert {one["day"] for one in told["by_day"] if one["orders"]} <= days
    assert [(one["channel"], one["stale"]) for one in told["sources"]] == [("shopee", True)]
    assert told["spans"]["today"]["where"] == "placed:today"
    assert len(told["by_hour"]["today"]) == 24
    assert told["statistics"] == []


def test_today_prints_tables_and_an_empty_shop_needs_nothing(desk):
    code, out, err = desk.run("today")
    assert (code, "Needs a hand now" in out) == (0, True)
    assert "until 16:00" in err
    assert desk.json("today")["figures"] == []
