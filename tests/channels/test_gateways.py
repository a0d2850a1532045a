"""Reports and notifications of gateways into transactions."""

import pytest
from tests.channels.money import told
from tests.makers import gateways
from tests.makers.gateways import Paid
from tests.makers.statements import local

from shopdesk.channels.money.states import state_of
from shopdesk.channels.rejects import BadCell

RP = 100
AT = local(2026, 11, 20, 9, 15)
ONE = Paid("txn-1", "1001", AT, 150_000)
TWO = Paid("txn-2", "1002", AT, 99_000)


def test_the_payment_its_fee_and_the_tax_are_one_line(tmp_path):
    found = told(gateways.xendit(tmp_path / "a.csv", [ONE, TWO]))
    assert found.format == "xendit.balance"
    first, second = found.lines
    assert (first.ref, first.order_ref, first.amount) == ("txn-1", "1001", 150_000 * RP)
    assert (first.fee, first.net, first.state) == (4_440 * RP, 145_560 * RP, "paid")
    assert (second.row, first.method, first.at) == (5, "bca", 1_795_140_900)
    assert (found.rows, found.warnings) == (6, [])


def test_money_that_went_back_is_told_by_a_row_of_its_own(tmp_path):
    whole = Paid("txn-1", "1001", AT, 150_000, back=150_000)
    part = Paid("txn-2", "1002", AT, 99_000, back=50_000)
    first, second = told(gateways.xendit(tmp_path / "a.csv", [whole, part])).lines
    assert (first.state, first.refunded) == ("reversed", 150_000 * RP)
    assert (second.state, second.refunded) == ("part_refunded", 50_000 * RP)


def test_a_row_that_is_missing_from_the_report_is_named(tmp_path):
    path = gateways.xendit(tmp_path / "a.csv", [ONE, TWO])
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], *lines[4:]]) + "\n", "utf-8")
    (warning,) = told(path).warnings
    assert "between rows 3 and 4: a debit of Rp440 is missing" in warning


def test_parts_without_their_payment_are_told_as_such(tmp_path):
    path = gateways.xendit(tmp_path / "a.csv", [ONE], parts=["FEE", "VAT"])
    (line,) = told(path).lines
    assert (line.fragment, line.amount, line.fee) == (True, 0, 4_440 * RP)


@pytest.mark.parametrize("lines", [False, True])
def test_notifications_are_known_by_what_they_hold(tmp_path, lines):
    notices = [gateways.notice(ONE), gateways.notice(TWO, "expire", "407")]
    found = told(gateways.post(tmp_path / "a.json", *notices, lines=lines))
    assert found.format == "midtrans.notification"
    assert [(line.order_ref, line.state, line.amount) for line in found.lines] == [
        ("1001", "paid", 150_000 * RP), ("1002", "expired", 99_000 * RP),
    ]  # fmt: skip
    assert found.lines[0].proof.text == "1001200150000.00"
    assert found.lines[0].at == 1_795_140_900 + 180


def test_the_amount_is_signed_as_it_is_written(tmp_path):
    """A gross amount that is a bare number in the file keeps its digits."""
    path = gateways.post(tmp_path / "a.json", gateways.notice(ONE))
    path.write_text(path.read_text("utf-8").replace('"150000.00"', "150000.00"), "utf-8")
    (line,) = told(path).lines
    assert line.proof.text == "1001200150000.00"


def test_a_notification_of_xendit_has_its_token_beside_it(tmp_path):
    found = told(gateways.post(tmp_path / "a.json", gateways.invoice(ONE)))
    assert found.format == "xendit.notification"
    (line,) = found.lines
    assert (line.order_ref, line.amount, line.state) == ("1001", 150_000 * RP, "paid")
    assert (line.proof.secret, line.proof.told) == ("xendit", gateways.CALLBACK_TOKEN)


def test_a_status_that_nobody_knows_is_refused_with_its_row(tmp_path):
    notices = [gateways.notice(ONE), gateways.notice(TWO, "teleported")]
    found = told(gateways.post(tmp_path / "a.json", *notices))
    (reject,) = found.rejects
    assert (reject.row, reject.column, reject.value) == (3, "transaction_status", "teleported")
    assert len(found.lines) == 1


@pytest.mark.parametrize(("status", "fraud", "state"), [
    ("settlement", "", "paid"), ("capture", "accept", "paid"), ("capture", "challenge",
    "challenged"), ("capture", "deny", "denied"), ("pending", "", "pending"),
    ("authorize", "accept", "pending"), ("deny", "", "denied"), ("cancel", "", "denied"),
    ("expire", "", "expired"), ("failure", "", "denied"), ("refund", "", "refunded"),
    ("partial_refund", "", "part_refunded"), ("chargeback", "", "reversed"),
    ("partial_chargeback", "", "part_refunded"), ("SUCCESSFUL", "", "paid"),
    ("VOIDED", "", "reversed"), ("PARTIALLY_REFUNDED", "", "part_refunded"),
])  # fmt: skip
def test_the_words_of_gateways_are_ours(status, fraud, state):
    assert state_of(status, fraud) == state


def test_no_word_is_guessed():
    with pytest.raises(BadCell):
        state_of("paid-ish")


def test_a_file_that_is_no_json_is_refused_with_the_line(tmp_path):
    from tests.sheets.reading import refusal_of

    path = tmp_path / "a.json"
    path.write_text('[{"order_id": "1"},\n{"order_id": 2,]\n', "utf-8")
    assert refusal_of(path).row == 1
