"""`shopdesk payments import` and `shopdesk import` on statements, notifications and couriers."""

from datetime import date

import pytest
from tests.desk import Desk
from tests.makers import gateways, statements
from tests.makers.gateways import Paid
from tests.makers.statements import Entry, local
from tests.rig import NOW

from shopdesk.clock import Clock
from shopdesk.services import secrets
from shopdesk.store import Store

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def statement(tmp_path):
    return statements.bca(tmp_path / "mutasi.csv", [
        Entry(local(2026, 11, 20), 150_123, "TRSF E-BANKING CR SITI"),
        Entry(local(2026, 11, 21), -6_500, "BIAYA ADM"),
    ], *NOVEMBER)  # fmt: skip


def test_a_plan_tells_and_changes_nothing_then_the_lines_are_here(desk, statement):
    code, _out, err = desk.run("payments", "import", statement, "--plan")
    assert code == 0
    assert "mutasi.csv: bca.statement, –: 2 new, 0 changed, 0 unchanged, 0 refused" in err
    assert desk.json("payments", "list")["total"] == 0
    told = desk.json("payments", "import", statement)["files"][0]
    assert (told["kind"], told["payments"]["new"]) == ("payments", 2)
    rows = desk.json("payments", "list")["rows"]
    assert [(row["at"], row["amount"], row["incoming"]) for row in rows] == [
        ("2026-11-21", "6500.00", False), ("2026-11-20", "150123.00", True),
    ]  # fmt: skip
    assert desk.json("import", statement)["entry"] is None


def test_a_forged_notification_is_refused_and_the_others_come_in(desk, tmp_path):
    good = gateways.notice(Paid("t-1", "1001", local(2026, 11, 20), 150_000))
    forged = gateways.notice(Paid("t-2", "1002", local(2026, 11, 20), 1_000)) | {
        "gross_amount": "9000.00"
    }
    path = gateways.post(tmp_path / "notices.json", good, forged)
    code, _out, err = desk.run("payments", "import", path)
    assert (code, "config secret set midtrans" in err) == (1, True)
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    store.run("keys", lambda work: secrets.put(work, "midtrans", gateways.SERVER_KEY))
    store.close()
    code, _out, err = desk.run("payments", "import", path)
    assert (code, "row 3, signature_key" in err, "its signature is wrong" in err) == (
        1, True, True,
    )  # fmt: skip
    assert [row["order_ref"] for row in desk.json("payments", "list")["rows"]] == ["1001"]
