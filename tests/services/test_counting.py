"""Counting: what is found against what the ledger said then, posted once by somebody else."""

import pytest
from tests.rig import NOW, dump, open_store
from tests.services.stocking import by_lots, level, order, tell

from shopdesk.clock import DAY
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece, counting
from shopdesk.services.stock.counting import Tally, parse


@pytest.fixture(autouse=True)
def _ani(monkeypatch):
    monkeypatch.setenv("SHOPDESK_USER", "ani")


@pytest.fixture
def store(tmp_path):
    """Ten mugs, four plates without a cost, a tea in two lots, and a kit."""
    made = open_store(tmp_path)
    made.do(products.add, "Mug", [NewVariant("MUG-1", barcode="4006381333931", cost=800_000)])
    made.do(products.add, "Piring", [NewVariant("PLATE-1")])
    made.do(products.add, "Teh", [NewVariant("TEH-1", cost=100_000)])
    made.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    by_lots(made, "TEH-1")
    made.do(stock.receive, [Piece("MUG-1", 10), Piece("PLATE-1", 4)], "SJ-1")
    lots = [Piece("TEH-1", 3, lot="L2", expires=NOW + 90 * DAY),
            Piece("TEH-1", 2, lot="L1", expires=NOW + 9 * DAY)]  # fmt: skip
    made.do(stock.receive, lots, "SJ-2")
    yield made
    made.close()


def make(store, **options):
    store.do(counting.make, "opname", **options)


def enter(store, *told, **options):
    return store.do(counting.enter, "opname", [parse(one) for one in told], **options)


def post(store, monkeypatch, who="budi"):
    monkeypatch.setenv("SHOPDESK_USER", who)
    return store.do(counting.post_sheet, "opname")


def seen(store):
    with store.read() as read:
        return {line.code: (line.expected, line.counted) for line in counting.lines(read, "opname")}


def test_a_sheet_is_over_all_that_has_stock_of_its_own_lot_by_lot(store):
    make(store)
    assert seen(store) == {
        "MUG-1": (10, None), "PLATE-1": (4, None), "TEH-1@L1": (2, None), "TEH-1@L2": (3, None),
    }  # fmt: skip


def test_a_sheet_is_over_a_filter_some_skus_or_a_location(store):
    store.do(counting.make, where="name:piring")
    store.do(counting.make, skus=["mug-1"])
    store.do(stock.transfer, [Piece("MUG-1", 1)], "", "Toko")
    store.do(counting.make, "toko", location="Toko")
    with store.read() as read:
        listed = [(row.name, row.location, row.lines) for row in counting.sheets(read)]
        assert [line.expected for line in counting.lines(read, "toko")] == [1]
    assert listed == [("toko", "Toko", 1), ("2026-11-23-2", "Gudang", 1),
                      ("2026-11-23", "Gudang", 1)]  # fmt: skip
    with pytest.raises(Refusal, match="nothing to count"):
        store.do(counting.make, where="name:kursi")
    with pytest.raises(Refusal, match="a kit"):
        store.do(counting.make, skus=["SET"])


def test_each_scan_is_one_more_and_a_quantity_is_the_quantity(store):
    make(store)
    enter(store, "4006381333931", "mug-1", "MUG-1", "PLATE-1=3", "TEH-1@L1=2")
    enter(store, "MUG-1")
    assert seen(store) == {
        "MUG-1": (10, 4), "PLATE-1": (4, 3), "TEH-1@L1": (2, 2), "TEH-1@L2": (3, None),
    }  # fmt: skip


def test_a_scan_that_means_nothing_here_is_refused(store):
    make(store)
    for told, reason in (("999", "no SKU and no barcode"), ("SET", "is a kit"),
                         ("TEH-1", "TEH-1@L1, TEH-1@L2"), (" ", "Scan a barcode")):  # fmt: skip
        with pytest.raises(Refusal, match=reason):
            enter(store, told)


def test_what_is_found_and_not_on_the_sheet_is_added(store):
    make(store, skus=["MUG-1"])
    enter(store, "PLATE-1=6", "TEH-1@L9=1")
    assert seen(store) == {"MUG-1": (10, None), "PLATE-1": (4, 6), "TEH-1@L9": (0, 1)}


def test_the_ledger_is_read_when_the_line_is_counted(store, monkeypatch):
    """Sold between print and count, and between count and posting: neither is a difference."""
    make(store)
    order(store, "A1", {"MUG-1": 2})
    tell(store, "A1", fulfilment="in_transit")
    enter(store, "MUG-1=7")
    order(store, "A2", {"MUG-1": 3})
    tell(store, "A2", fulfilment="in_transit")
    assert seen(store)["MUG-1"] == (8, 7)
    post(store, monkeypatch)
    assert level(store).on_hand == 4


def test_a_count_of_earlier_is_held_against_the_ledger_of_then(store):
    make(store)
    order(store, "A1", {"MUG-1": 2})
    tell(store, "A1", fulfilment="in_transit")
    enter(store, "MUG-1=10", at=NOW - 60)
    assert seen(store)["MUG-1"] == (0, 10)
    enter(store, "MUG-1=8", at=NOW)
    assert seen(store)["MUG-1"] == (8, 8)


def test_a_blind_sheet_tells_no_stock_before_the_line_is_counted(store):
    make(store, blind=True)
    enter(store, "PLATE-1=3")
    assert seen(store)["MUG-1"] == (None, None)
    assert seen(store)["PLATE-1"] == (4, 3)


def test_the_variance_is_in_pieces_and_in_money_at_cost(store):
    make(store)
    enter(store, "MUG-1=7", "PLATE-1=5", "TEH-1@L1=4", "TEH-1@L2=3")
    with store.read() as read:
        found = counting.variance(read, "opname")
    assert [(line.code, line.difference, line.worth) for line in found.lines] == [
        ("MUG-1", -3, -2_400_000), ("TEH-1@L1", 2, 200_000), ("PLATE-1", 1, None),
    ]  # fmt: skip
    assert (found.missing, found.surplus, found.worth, found.unpriced, found.uncounted) == (
        3, 3, -2_200_000, 1, 0,
    )  # fmt: skip


def test_somebody_else_posts_once_and_undo_takes_all_of_it_back(store, monkeypatch):
    make(store)
    enter(store, "MUG-1=7", "TEH-1@L1=4")
    with pytest.raises(Refusal, match="ani counted opname, so somebody else posts it"):
        store.do(counting.post_sheet, "opname")
    before = dump(store)
    change = post(store, monkeypatch)
    assert change.label == "Posted count opname: 2 SKUs differed; not counted: 2"
    assert (level(store).on_hand, level(store, "TEH-1").on_hand) == (7, 7)
    with store.read() as read:
        row = counting.sheet(read, "opname")
    assert (row.state, row.counted_by, row.posted_by) == ("posted", "ani", "budi")
    for act in (lambda: post(store, monkeypatch), lambda: enter(store, "MUG-1=1")):
        with pytest.raises(Refusal, match="is posted"):
            act()
    journal.undo(store)
    assert dump(store) == before


def test_each_of_several_counters_is_barred_from_posting(store, monkeypatch):
    make(store)
    enter(store, "MUG-1=7")
    monkeypatch.setenv("SHOPDESK_USER", "budi")
    enter(store, "PLATE-1=4")
    for who in ("ani", "budi"):
        with pytest.raises(Refusal, match="somebody else posts it"):
            post(store, monkeypatch, who)
    assert post(store, monkeypatch, "citra").entry


def test_who_works_alone_says_so_once(store, tmp_path):
    make(store)
    enter(store, "MUG-1=7")
    store.close()
    (tmp_path / "data" / "settings.toml").write_text("count_alone = true\n", "utf-8")
    store = open_store(tmp_path)
    assert store.do(counting.post_sheet, "opname").entry
    store.close()


def test_a_recount_forgets_what_differs_or_what_is_named(store):
    make(store)
    enter(store, "MUG-1=7", "PLATE-1=4", "TEH-1@L1=2", "TEH-1@L2=3")
    with store.read() as read:
        assert counting.sheet(read, "opname").state == "counted"
    store.do(counting.recount, "opname")
    assert seen(store)["MUG-1"] == (10, None)
    assert seen(store)["PLATE-1"] == (4, 4)
    store.do(counting.recount, "opname", ["PLATE-1"])
    assert seen(store)["PLATE-1"] == (4, None)
    with pytest.raises(Refusal, match="No line of opname"):
        store.do(counting.recount, "opname", ["PLATE-1"])


def test_a_sheet_is_thrown_away_and_comes_back(store):
    make(store)
    enter(store, "MUG-1=7")
    before = dump(store)
    store.do(counting.drop, "opname")
    with store.read() as read:
        assert counting.sheets(read) == ()
    journal.undo(store)
    assert dump(store) == before


def test_nothing_counted_is_not_posted_and_names_are_taken_once(store, monkeypatch):
    make(store)
    with pytest.raises(Refusal, match="Nothing of opname was counted"):
        post(store, monkeypatch)
    with pytest.raises(Refusal, match="already"):
        make(store)
    with pytest.raises(Refusal, match="no count sheet"):
        store.do(counting.post_sheet, "lain")


def test_the_quick_count_leaves_lots_to_a_sheet(store):
    with pytest.raises(Refusal, match="count it on a count sheet"):
        store.do(stock.post_count, {"TEH-1": 1}, "cepat")


def test_typed_codes_are_understood():
    assert parse(" MUG-1 = 12 ") == Tally("MUG-1", 12)
    assert parse("A=B") == Tally("A=B")
    assert parse("4006381333931") == Tally("4006381333931")
