"""Resi for many orders: read, planned, and entered as one entry; damage and doubles are named."""

import openpyxl
import pytest
from tests.rig import add_orders, open_store

from shopdesk import locale, services
from shopdesk.models.orders import OrderLine
from shopdesk.models.shipments import Bundled, Parcel, ParcelLine
from shopdesk.refusal import Refusal
from shopdesk.services import resi
from shopdesk.services.journal import undo
from shopdesk.services.resi.scanning import drop_last

ORDERS = (
    {"number": "A"},
    {"number": "B", "courier": "SiCepat", "tracking": "004611111111"},
    {"number": "C", "fulfilment": "delivered"},
    {"number": "#1072"},
    {"number": "E", "fulfilment": "packed"},
    {"number": "F", "fulfilment": "packed"},
)


@pytest.fixture(autouse=True)
def english():
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.run("seed", lambda work: add_orders(work, [dict(o) for o in ORDERS]))
    yield opened
    opened.close()


def plan(store, text):
    with store.read() as read:
        return resi.plan(read, resi.lines(text))


def verdicts(store, text):
    return [row.verdict for row in plan(store, text).rows]


def reason(store, text, at=-1):
    row = plan(store, text).rows[at]
    assert row.verdict == "refused"
    return row.reason


def order(store, number):
    with store.read() as read:
        return services.orders.page(read, f"number:{number}", size=1)[0]


def alter(store, change):
    def act(work):
        change(work.session)
        return work.done("altered")

    store.run("alter", act)


def ids(store, *numbers):
    with store.read() as read:
        return services.orders.find(read, numbers)


# --- reading ------------------------------------------------------------------------------------


def test_lines_are_parted_by_blanks_tabs_commas_and_semicolons():
    found = resi.lines("A JX1\n\nB\tJX2\nC,JX3\nD ; JX4\nE JX5 2")
    assert [(one.number, one.resi, one.parcel) for one in found] == [
        ("A", "JX1", 0), ("B", "JX2", 0), ("C", "JX3", 0), ("D", "JX4", 0), ("E", "JX5", 2),
    ]  # fmt: skip
    assert [one.where for one in found] == ["line 1", "line 3", "line 4", "line 5", "line 6"]


def test_a_line_that_is_no_pair_is_wrong_and_the_others_are_not():
    alone, good, long = resi.lines("A\nB JX2\nC D E F")
    assert "not “number resi”" in alone.wrong
    assert not good.wrong
    assert long.wrong


def book(tmp_path, *rows, name="resi.xlsx", title="Kiriman"):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(tmp_path / name)
    return tmp_path / name


def test_a_resi_that_a_spreadsheet_broke_is_named_as_that_whatever_parts_it():
    """The comma in 1,0007E+13 is no mark between two columns."""
    found = resi.lines("A 1,0007E+13\nB,1,0007E+13\nC,5E+14\nD,JX1")
    assert [entry.number for entry in found] == ["A", "B", "C", "D"]
    assert ["lost digits" in entry.wrong for entry in found] == [True, True, True, False]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (541980014107625.0 * 1000, "5.41980014107625e+17"),
        ("5.41980E+14", "5.41980E+14"),
        ("541980014107625.0", "541980014107625.0"),
        (5419800141076250, "5419800141076250"),
        (54198001.5, "54198001.5"),
    ],
)
def test_a_cell_that_a_spreadsheet_broke_is_named_and_refused(tmp_path, cell, shown):
    path = book(tmp_path, ["Daftar resi"], ["No. Pesanan", "Catatan", "No. Resi"],
                ["A", "", cell])  # fmt: skip
    (entry,) = resi.sheet(path)
    for words in ("resi.xlsx, sheet Kiriman, row 3", "column C (No. Resi)", "lost digits"):
        assert words in entry.wrong
    assert shown.casefold().rstrip("0") in entry.wrong.casefold() or shown in entry.wrong


def test_whole_numbers_of_fifteen_digits_are_taken_with_a_word(tmp_path, store):
    path = book(tmp_path, ["Order ID", "Resi"], ["A", 541980014107625], ["B", None])
    (entry,) = resi.sheet(path)
    assert entry.resi == "541980014107625"
    with store.read() as read:
        (row,) = resi.plan(read, [entry]).rows
    assert row.verdict == "new"
    assert "zeros in front" in row.reason


def test_a_sheet_without_such_columns_is_refused(tmp_path):
    with pytest.raises(Refusal, match="no header row"):
        resi.sheet(book(tmp_path, ["SKU", "Stok"], ["A", 1]))


# --- planning -----------------------------------------------------------------------------------


def test_a_plan_says_what_is_new_changed_the_same_and_refused(store):
    text = "A JX1234567890\nB 004611111111\nB2 JX9\n1072 SPXID041234567890"
    assert verdicts(store, text) == ["new", "same", "refused", "new"]
    assert verdicts(store, "B JX1234567890") == ["changed"]
    assert reason(store, "B2 JX9") == "no such order here"
    assert reason(store, "C JX9") == "it was delivered already"
    assert reason(store, "A a") == "this is the order's own number, not a resi"


def test_couriers_are_guessed_and_shown_and_refuse_nothing(store):
    row, other, odd = plan(store, "A JX1234567890\nB SPXID041234567890\n1072 ???").rows
    assert row.guess == "J&T Express"
    assert other.verdict == "changed"
    assert other.reason == "looks like SPX"
    assert other.guess == "SiCepat"
    assert (odd.verdict, odd.guesses) == ("new", ())


def test_a_resi_of_another_order_is_refused_with_both_named(store):
    said = reason(store, "A 004611111111")
    assert "order B" in said
    assert "not to A" in said


def test_one_resi_for_two_orders_of_a_list_refuses_both(store):
    rows = plan(store, "A JX1\nE JX1\nF JX2").rows
    assert [row.verdict for row in rows] == ["refused", "refused", "new"]
    assert "E (line 2)" in rows[0].reason
    assert "for A" in rows[0].reason
    assert "A (line 1)" in rows[1].reason


def test_a_second_resi_for_one_parcel_is_refused(store):
    rows = plan(store, "A JX1\nA JX2\nA JX1").rows
    assert [row.verdict for row in rows] == ["new", "refused", "new"]
    assert "stands twice: JX1 (line 1)" in rows[1].reason


def bundle(store, *numbers):
    lead, *others = ids(store, *numbers)
    alter(store, lambda session: session.add_all(
        Bundled(order_id=one, lead_id=lead) for one in (lead, *others)))  # fmt: skip


def test_orders_that_share_a_parcel_share_its_resi(store):
    bundle(store, "E", "F")
    made = plan(store, "F JX1\nE JX1")
    assert [row.verdict for row in made.rows] == ["new", "new"]
    store.do(resi.enter, made)
    assert order(store, "E").tracking == order(store, "F").tracking == "JX1"
    assert verdicts(store, "E JX1") == ["same"]


def split(store, number):
    (order_id,) = ids(store, number)

    def apart(session):
        session.query(Parcel).filter(Parcel.order_id == order_id).delete()
        line = session.query(OrderLine).filter(OrderLine.order_id == order_id).one()
        for n in (1, 2):
            parcel = Parcel(order_id=order_id, number=n)
            session.add(parcel)
            session.flush()
            session.add(ParcelLine(parcel_id=parcel.id, order_line_id=line.id, qty=1))

    alter(store, apart)
    return order_id


def test_the_parcels_of_a_split_order_get_resi_one_by_one(store):
    order_id = split(store, "A")
    made = plan(store, "A JX1234567890\nA JX1234567891\nA JX1234567892")
    assert [(row.parcel, row.verdict) for row in made.rows] == [
        (1, "new"), (2, "new"), (1, "refused"),
    ]  # fmt: skip
    assert "2 parcels" in made.rows[2].reason
    store.do(resi.enter, made)
    with store.read() as read:
        sent = services.printing.parcels(read, [order_id])
    assert [(one.resi, one.courier) for one in sent] == [
        ("JX1234567890", "J&T Express"), ("JX1234567891", "J&T Express"),
    ]  # fmt: skip
    assert "order A" in reason(store, "B JX1234567891")
    assert [row.parcel for row in plan(store, "A JX9 2").rows] == [2]
    assert reason(store, "A JX9 3") == "it has no parcel 3"


# --- entering -----------------------------------------------------------------------------------


def test_a_plan_is_one_entry_and_comes_back_with_undo(store):
    made = plan(store, "A JX1234567890\nB JX1234567891\nX JX3")
    change = store.do(resi.enter, made)
    assert change.label == "Entered 2 resi"
    assert (order(store, "A").tracking, order(store, "A").courier) == (
        "JX1234567890", "J&T Express",
    )  # fmt: skip
    assert (order(store, "B").tracking, order(store, "B").courier) == ("JX1234567891", "SiCepat")
    assert order(store, "A").status == "to_pack"
    undo(store, change.entry)
    assert order(store, "A").tracking is None
    assert order(store, "B").tracking == "004611111111"


def test_a_plan_that_the_store_moved_under_is_refused(store):
    made = plan(store, "A JX1234567890")
    store.do(services.orders.ship, ids(store, "E"), tracking={ids(store, "E")[0]: "JX1234567890"})
    with pytest.raises(Refusal, match="plan again"):
        store.do(resi.enter, made)


def test_with_ship_they_are_handed_over_in_the_same_entry(store):
    change = store.do(resi.enter, plan(store, "E JX1234567890\nF JX1234567891"), ship=True)
    assert order(store, "E").status == order(store, "F").status == "shipped"
    undo(store, change.entry)
    assert order(store, "E").tracking is None
    with pytest.raises(Refusal, match="A: it is not packed yet"):
        store.do(resi.enter, plan(store, "A JX1\nE JX2"), ship=True)
    assert order(store, "E").tracking is None


def test_nothing_to_enter_is_said(store):
    with pytest.raises(Refusal, match="no resi to enter"):
        store.do(resi.enter, plan(store, "B 004611111111"))


# --- scanning -----------------------------------------------------------------------------------


def scan(store, *codes, session=None):
    with store.read() as read:
        return resi.take(read, codes, session or resi.Session())


def test_an_order_is_scanned_and_then_its_resi(store):
    session = scan(store, "A", "JX1234567890", "E", "JX1234567891")
    assert [(one.number, one.resi) for one in session.entries] == [
        ("A", "JX1234567890"), ("E", "JX1234567891"),
    ]  # fmt: skip
    assert not session.current
    assert not session.bells
    assert "J&T Express" in session.said


def test_the_label_of_an_order_names_it_too(store):
    session = scan(store, "004611111111")
    assert session.current == "B"
    session = scan(store, "JX1234567890", session=session)
    assert session.rows[-1].verdict == "changed"


def test_wrong_scans_ring_and_change_nothing(store):
    session = scan(store, "nobody")
    assert (session.bells, session.wrong, session.entries) == (1, True, ())
    session = scan(store, "A", "004611111111", session=session)
    assert "order B" in session.said
    assert (session.current, session.bells) == ("A", 2)
    session = scan(store, "E", session=session)
    assert "A got no resi" in session.said
    assert (session.current, session.bells) == ("E", 3)
    session = scan(store, "JX1", "F", "JX1", session=session)
    assert (session.current, session.bells, len(session.entries)) == ("F", 4, 1)
    session = drop_last(drop_last(session))
    assert (session.current, session.entries) == ("", ())


def test_an_order_scanned_twice_still_waits(store):
    session = scan(store, "A", "A")
    assert (session.current, session.bells) == ("A", 0)
