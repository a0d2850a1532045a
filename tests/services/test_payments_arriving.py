"""Statements, reports and notifications into the store: each line once, whatever comes twice."""

from datetime import date

import pytest
from tests.makers import gateways, statements
from tests.makers.gateways import Paid
from tests.makers.statements import Entry, local
from tests.rig import add_orders, dump, open_store
from tests.services.test_imports import export, line

from shopdesk.services import imports, journal, orders, payments, secrets

RP = 100
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
SITI = "TRSF E-BANKING CR 2111/FTSCY/WS95051 150123.00 SITI AMINAH"
ADMIN = "BIAYA ADM"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def keyed(store):
    """A shop that has the keys of both gateways."""
    store.run("keys", lambda work: secrets.put(work, "midtrans", gateways.SERVER_KEY))
    store.run("keys", lambda work: secrets.put(work, "xendit", gateways.CALLBACK_TOKEN))
    return store


def entry(day, amount, words, *, pending=False, month=11):
    return Entry(local(2026, month, day), amount, words, pending)


def take(store, *paths, **more):
    made, change = imports.run(store, list(paths), **more)
    counts = [(f.counts.new, f.counts.changed, f.counts.unchanged, f.counts.refused)
              for f in made.files]  # fmt: skip
    return made, change, counts


def lines(store, where=""):
    with store.read() as read:
        return payments.page(read, where, "at", size=0)


def bca(path, *entries, drop=()):
    return statements.bca(path, entries, *NOVEMBER, drop=drop)


def test_a_statement_comes_in_once_however_often_it_is_imported(store, tmp_path):
    path = bca(tmp_path / "a.csv", entry(20, 150_123, SITI), entry(21, -6_500, ADMIN))
    made, change, counts = take(store, path)
    assert (made.files[0].kind, made.files[0].format, counts) == (
        "payments", "bca.statement", [(2, 0, 0, 0)],
    )  # fmt: skip
    assert change.label == "Imported 2 payment lines (2 new, 0 changed)"
    before = dump(store)
    _made, change, counts = take(store, path)
    assert (counts, change.entry) == ([(0, 0, 2, 0)], None)
    assert dump(store) == before


def test_a_plan_changes_nothing_and_is_what_happens(store, tmp_path):
    before = dump(store)
    made = imports.plan(store, [bca(tmp_path / "a.csv", entry(20, 150_123, SITI))])
    assert made.files[0].counts.new == made.writes == 1
    assert dump(store) == before
    assert imports.apply(store, made).entry == 1
    journal.undo(store)
    assert dump(store)["payments"] == dump(store)["accounts"] == []


def test_statements_whose_days_overlap_share_their_lines(store, tmp_path):
    days = [entry(day, 10_000 + day, f"TRANSFER {day}") for day in range(1, 11)]
    take(store, statements.bca(tmp_path / "a.csv", days[:7], *NOVEMBER))
    _made, _change, counts = take(store, statements.bca(tmp_path / "b.csv", days[4:], *NOVEMBER))
    assert counts == [(3, 0, 3, 0)]
    assert len(lines(store)) == 10


def test_lines_that_are_the_same_in_every_word_are_told_apart_by_their_turn(store, tmp_path):
    twin = entry(20, 50_000, "SETORAN TUNAI")
    take(store, bca(tmp_path / "a.csv", twin, twin))
    assert len(lines(store)) == 2
    _made, _change, counts = take(store, bca(tmp_path / "b.csv", twin, twin, twin))
    assert counts == [(1, 0, 2, 0)]
    assert len(lines(store)) == 3


def test_a_pending_line_that_is_booked_later_does_not_double(store, tmp_path):
    waits = entry(23, 150_123, SITI, pending=True)
    take(store, bca(tmp_path / "a.csv", entry(20, 99_000, "BUDI"), waits))
    assert [row.state for row in lines(store)] == ["paid", "pending"]
    _made, _change, counts = take(store, bca(tmp_path / "a.csv", entry(20, 99_000, "BUDI"), waits))
    assert counts == [(0, 0, 2, 0)]
    booked = Entry(local(2026, 12, 1), 150_123, SITI)
    made, _change, counts = take(
        store, statements.bca(tmp_path / "b.csv", [booked], date(2026, 11, 25), date(2026, 12, 1))
    )
    assert counts == [(0, 1, 0, 0)]
    assert "1 line was pending here and is booked now." in made.files[0].warnings
    assert [(c.field, c.before, c.after) for c in made.files[0].changes] == [
        ("payment", "pending", "paid")
    ]
    _first, second = lines(store)
    assert (second.state, store.clock.day(second.at)) == ("paid", date(2026, 12, 1))


def test_an_older_statement_does_not_bring_the_pending_line_back(store, tmp_path):
    waits = bca(tmp_path / "a.csv", entry(30, 150_123, SITI, pending=True))
    booked = statements.bca(
        tmp_path / "b.csv", [entry(1, 150_123, SITI, month=12)], date(2026, 11, 25),
        date(2026, 12, 2),
    )  # fmt: skip
    take(store, booked)
    _made, change, counts = take(store, waits)
    assert (counts, change.entry) == ([(0, 0, 1, 0)], None)


def test_two_pending_twins_are_booked_one_after_the_other(store, tmp_path):
    twin = entry(30, 50_000, "SETORAN TUNAI", pending=True)
    take(store, bca(tmp_path / "a.csv", twin, twin))
    one = entry(1, 50_000, "SETORAN TUNAI", month=12)
    december = date(2026, 12, 1), date(2026, 12, 2)
    take(store, statements.bca(tmp_path / "b.csv", [one], *december))
    assert sorted(row.state for row in lines(store)) == ["paid", "pending"]
    still = Entry(local(2026, 12, 2), 50_000, "SETORAN TUNAI", pending=True)
    take(store, statements.bca(tmp_path / "c.csv", [one, still], *december))
    assert sorted(row.state for row in lines(store)) == ["paid", "pending"]
    take(store, statements.bca(tmp_path / "d.csv", [one, one], *december))
    assert [row.state for row in lines(store)] == ["paid", "paid"]


def test_each_account_has_its_own_lines(store, tmp_path):
    one = entry(20, 50_000, "SETORAN TUNAI")
    take(store, bca(tmp_path / "a.csv", one))
    _made, _change, counts = take(
        store, statements.bca(tmp_path / "b.csv", [one], *NOVEMBER, number="9999999999")
    )
    assert counts == [(1, 0, 0, 0)]
    assert {row.account for row in lines(store)} == {"1234567890", "9999999999"}


def test_a_missing_row_is_named_in_the_plan(store, tmp_path):
    some = [entry(20, 150_123, SITI), entry(21, -6_500, ADMIN), entry(22, 99_000, "BUDI")]
    made, _change, _counts = take(store, bca(tmp_path / "a.csv", *some, drop=[1]))
    assert made.files[0].warnings == [
        "The balance does not follow between rows 8 and 9: a debit of Rp6.500 is missing there."
    ]


def test_orders_and_what_pays_them_come_in_by_one_entry(store, tmp_path):
    """The statement is placed after the orders of the same import, and finds them."""
    store.run("seed", lambda work: add_orders(work, [
        {"number": "1001", "payment": "unpaid", "total": 150_123 * RP, "buyer": "Siti Aminah",
         "placed_at": 1_795_140_000},
    ]))  # fmt: skip
    paid = bca(tmp_path / "a.csv", entry(20, 150_123, SITI))
    sold = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"))
    made, change, counts = take(store, paid, sold)
    assert counts == [(1, 0, 0, 0), (1, 0, 0, 0)]
    assert change.label == (
        "Imported 1 order (1 new, 0 changed) · Imported 1 payment line (1 new, 0 changed)"
    )
    assert "Matched 1 payment" in made.files[0].warnings
    with store.read() as read:
        assert [(row.number, row.status) for row in orders.page(read, "number:1001")] == [
            ("1001", "to_pack")
        ]
    assert lines(store)[0].order == "1001"
    journal.undo(store)
    with store.read() as read:
        assert orders.total(read, "status:to_verify") == 1
    assert lines(store) == ()


AT = local(2026, 11, 20, 9, 15)
ONE = Paid("txn-1", "1001", AT, 150_000)


def test_a_report_of_a_gateway_comes_in_once_with_its_fees(store, tmp_path):
    path = gateways.xendit(tmp_path / "a.csv", [ONE])
    _made, _change, _counts = take(store, path)
    (row,) = lines(store)
    assert (row.provider, row.amount, row.fee, row.net) == (
        "xendit", 150_000 * RP, 4_440 * RP, 145_560 * RP,
    )  # fmt: skip
    assert take(store, path)[2] == [(0, 0, 1, 0)]


def test_fees_and_reversals_of_a_later_report_reach_the_payment(store, tmp_path):
    take(store, gateways.xendit(tmp_path / "a.csv", [ONE], parts=["TRANSACTION"]))
    late = Paid("txn-1", "1001", AT, 150_000, back=50_000)
    made, _change, counts = take(store, gateways.xendit(
        tmp_path / "b.csv", [late], parts=["FEE", "VAT", "TRANSACTION_REVERSAL"], opening=150_000
    ))  # fmt: skip
    assert counts == [(0, 1, 0, 0)]
    (row,) = lines(store)
    assert (row.fee, row.net, row.state, row.refunded) == (
        4_440 * RP, 145_560 * RP, "part_refunded", 50_000 * RP,
    )  # fmt: skip
    strange = gateways.xendit(tmp_path / "c.csv", [Paid("txn-9", "1009", AT, 1)], parts=["FEE"])
    made, _change, counts = take(store, strange)
    assert counts == [(0, 0, 0, 1)]
    assert made.files[0].rejects[0].row == 2


def test_notifications_may_come_twice_and_in_any_order(keyed, tmp_path):
    pending = gateways.notice(ONE, "pending", "201")
    settled = gateways.notice(ONE)
    back = gateways.notice(ONE, "refund", "200", refund_amount="150000.00")
    for at, notices in enumerate(([settled, pending, settled], [pending], [settled])):
        take(keyed, gateways.post(tmp_path / f"{at}.json", *notices))
        (row,) = lines(keyed)
        assert (row.state, row.signed, row.order_ref) == ("paid", True, "1001")
    take(keyed, gateways.post(tmp_path / "b.json", back, settled, pending))
    (row,) = lines(keyed)
    assert (row.state, row.refunded) == ("refunded", 150_000 * RP)
    take(keyed, gateways.post(tmp_path / "c.json", settled))
    assert lines(keyed)[0].state == "refunded"


def test_a_denial_after_the_payment_is_not_undone_by_the_payment(keyed, tmp_path):
    take(keyed, gateways.post(tmp_path / "a.json", gateways.notice(ONE, "deny", "202")))
    take(keyed, gateways.post(tmp_path / "b.json", gateways.notice(ONE)))
    assert lines(keyed)[0].state == "denied"


@pytest.mark.parametrize(("name", "value"), [
    ("gross_amount", "150000"), ("gross_amount", "1500000.00"), ("order_id", "1002"),
    ("status_code", "201"), ("signature_key", "0" * 128), ("signature_key", ""),
])  # fmt: skip
def test_a_notification_that_was_changed_is_refused_with_its_row(keyed, tmp_path, name, value):
    forged = gateways.notice(ONE) | {name: value}
    good = gateways.notice(Paid("txn-2", "1002", AT, 99_000))
    made, _change, counts = take(keyed, gateways.post(tmp_path / "a.json", good, forged))
    assert counts == [(1, 0, 0, 1)]
    (reject,) = made.files[0].rejects
    assert (reject.row, reject.column) == (3, "signature_key")
    assert "its signature is wrong" in reject.reason
    assert [row.order_ref for row in lines(keyed)] == ["1002"]


def test_a_notification_of_xendit_needs_the_token_of_the_account(keyed, tmp_path):
    good, forged = gateways.invoice(ONE), gateways.invoice(ONE, token="wrong")  # noqa: S106
    made, _change, counts = take(keyed, gateways.post(tmp_path / "a.json", forged))
    assert counts == [(0, 0, 0, 1)]
    assert "callback token is wrong" in made.files[0].rejects[0].reason
    assert take(keyed, gateways.post(tmp_path / "b.json", good))[2] == [(1, 0, 0, 0)]


def test_without_the_key_nothing_is_believed_and_the_way_out_is_said(store, tmp_path):
    made, change, counts = take(store, gateways.post(tmp_path / "a.json", gateways.notice(ONE)))
    assert (counts, change.entry) == ([(0, 0, 0, 1)], None)
    assert "shopdesk config secret set midtrans" in made.files[0].rejects[0].reason


@pytest.mark.parametrize("first", ["report", "notice"])
def test_a_report_and_a_notification_of_one_payment_are_one_line(keyed, tmp_path, first):
    """Xendit numbers an invoice and its transaction apart: order and sum make them one."""
    files = {
        "report": gateways.xendit(tmp_path / "a.csv", [ONE]),
        "notice": gateways.post(tmp_path / "a.json", gateways.invoice(ONE)),
    }
    for name in (first, *files.keys() - {first}, *files):
        take(keyed, files[name])
        (row,) = lines(keyed)
    assert (row.fee, row.signed, row.state) == (4_440 * RP, True, "paid")
    assert take(keyed, *files.values())[1].entry is None


def test_two_payments_of_one_order_stay_two(keyed, tmp_path):
    twice = [ONE, Paid("txn-2", "1001", AT, 150_000)]
    take(keyed, gateways.xendit(tmp_path / "a.csv", twice))
    take(keyed, gateways.post(tmp_path / "a.json", *map(gateways.invoice, twice)))
    assert len(lines(keyed)) == 2
    assert all(row.signed for row in lines(keyed))


def test_a_sheet_of_midtrans_is_mapped_by_the_names_of_its_interface(keyed, tmp_path):
    path = gateways.midtrans_report(tmp_path / "a.csv", [ONE])
    made, _change, counts = take(keyed, path, only="gateway")
    assert (made.files[0].rejects, counts) == ([], [(1, 0, 0, 0)])
    (row,) = lines(keyed)
    assert (row.provider, row.amount, row.fee, row.net, row.state) == (
        "midtrans", 150_000 * RP, 4_440 * RP, 145_560 * RP, "paid",
    )  # fmt: skip
    take(keyed, gateways.post(tmp_path / "a.json", gateways.notice(ONE)))
    (row,) = lines(keyed)
    assert (row.signed, row.account) == (True, "G000000000")


def test_any_bank_can_be_mapped_once(store, tmp_path):
    path = statements.jago(tmp_path / "a.csv", [
        entry(20, 150_123, SITI), entry(21, -6_500, ADMIN), entry(22, 99_000, "BUDI"),
    ])  # fmt: skip
    made, _change, _counts = take(store, path)
    assert made.files[0].format is None
    columns = {"at": "Waktu", "words": "Rincian", "side": "Jenis", "amount": "Nominal",
               "balance": "Saldo"}  # fmt: skip
    imports.learn(store, [path], columns)
    made, _change, counts = take(store, path)
    assert (made.files[0].kind, counts) == ("payments", [(3, 0, 0, 0)])
    assert [row.amount if row.incoming else -row.amount for row in lines(store)] == [
        150_123 * RP, -6_500 * RP, 99_000 * RP,
    ]  # fmt: skip
    path.write_text(path.read_text("utf-8").replace("21/11/2026", "21/11/2O26"), "utf-8")
    made, _change, _counts = take(store, path)
    assert (made.files[0].rejects[0].row, made.files[0].rejects[0].column) == (3, "Waktu")
