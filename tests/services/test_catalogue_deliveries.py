"""Delivery notes: received once, whole or not at all."""

import pytest
from tests.rig import dump
from tests.services import catalogue as desk
from tests.services.catalogue import sheet, stocked, take

from shopdesk.models.stock import Lot, Movement
from shopdesk.services import imports, journal, products
from shopdesk.services.products.editing import NewVariant

store = desk.store
NOTE = "Kode Barang,Qty,Harga Beli,No. Surat Jalan"


def note(folder, *rows, header=NOTE, name="SJ-2611-009.csv"):
    return sheet(folder, name, header, *rows)


def test_a_note_comes_in_by_its_number_with_what_each_piece_cost(store, tmp_path):
    stocked(store, "MUG-1", "KAOS-M")
    path = note(tmp_path, ["mug-1", "10", "20.000", "SJ-7"], ["KAOS-M", "4", "", "SJ-7"],
                ["MUG-1", "2", "21.000", "SJ-8"])  # fmt: skip
    told = take(store, path, only="delivery")
    assert told.change.label == "Received 16 pieces"
    assert (told.report.kind, told.counts.new) == ("delivery", 3)
    assert desk.on_hand(store) == {"MUG-1": 17, "KAOS-M": 9}
    came = desk.rows(store, Movement, "document", "line", "qty", "cost")[2:]
    assert came == [
        ("receipt:SJ-7", 1, 10, 2_000_000), ("receipt:SJ-7", 2, 4, None),
        ("receipt:SJ-8", 1, 2, 2_100_000),
    ]  # fmt: skip
    assert [tuple(change) for change in told.report.changes] == [
        ("MUG-1", "stock", "5", "15"), ("KAOS-M", "stock", "5", "9"),
        ("MUG-1", "stock", "15", "17"),
    ]  # fmt: skip
    journal.undo(store)
    assert desk.on_hand(store) == {"MUG-1": 5, "KAOS-M": 5}


def test_without_a_number_the_file_is_the_document_and_posts_once(store, tmp_path):
    stocked(store, "MUG-1")
    path = note(tmp_path, ["MUG-1", "10"], header="SKU,Jumlah")
    take(store, path, only="delivery")
    assert desk.rows(store, Movement, "document")[-1] == ("receipt:SJ-2611-009",)
    again = take(store, path, only="delivery")
    assert (again.counts.unchanged, again.change.entry, again.report.rejects) == (1, None, [])
    other = note(tmp_path, ["MUG-1", "11"], header="SKU,Jumlah")
    told = take(store, other, only="delivery")
    assert "received before, with other pieces" in told.report.rejects[0].reason
    assert desk.on_hand(store) == {"MUG-1": 15}


def test_a_note_with_one_bad_row_is_refused_whole_and_the_other_note_comes_in(store, tmp_path):
    stocked(store, "MUG-1")
    path = note(tmp_path, ["MUG-1", "10", "", "SJ-7"], ["TIADA", "4", "", "SJ-7"],
                ["MUG-1", "2", "", "SJ-8"])  # fmt: skip
    told = take(store, path, only="delivery")
    assert [(r.row, r.value) for r in told.report.rejects] == [(3, "TIADA"), (None, "SJ-7")]
    assert (told.counts.new, told.counts.refused) == (1, 2)
    assert desk.on_hand(store) == {"MUG-1": 7}


def test_a_cell_that_cannot_be_read_keeps_its_note_out(store, tmp_path):
    stocked(store, "MUG-1")
    before = dump(store)
    path = note(tmp_path, ["MUG-1", "10", "", "SJ-7"], ["MUG-1", "1,5", "", "SJ-7"])
    told = take(store, path, only="delivery")
    assert (3, "Qty", "1,5") in [(r.row, r.column, r.value) for r in told.report.rejects]
    assert dump(store) == before


@pytest.mark.parametrize("lots", [True, False])
def test_lots_are_asked_for_where_they_are_kept(store, tmp_path, lots):
    store.do(products.add, "Serum", [NewVariant("SRM", lots=lots, barcode="8991234567891")])
    path = note(tmp_path, ["8991234567891", "6", "L-1", "31/12/2027"],
                header="Barcode,Qty,Batch,Kedaluwarsa")  # fmt: skip
    told = take(store, path, only="delivery")
    if lots:
        ((code, expires),) = desk.rows(store, Lot, "code", "expires")
        assert (code, store.clock.iso(expires)[:10]) == ("L-1", "2027-12-31")
        assert desk.on_hand(store) == {"SRM": 6}
    else:
        assert "not kept by lots" in told.report.rejects[0].reason


def test_a_mapped_note_is_known_again(store, tmp_path):
    stocked(store, "MUG-1")
    header = "Item,Banyak,Ref"
    path = note(tmp_path, ["MUG-1", "10", "SJ-1"], header=header)
    imports.learn(store, [path], {"sku": "Item", "qty": "Banyak", "document": "Ref"})
    assert take(store, path).report.kind == "delivery"
    more = note(tmp_path, ["MUG-1", "1", "SJ-2"], header=header, name="lain.csv")
    assert take(store, more).counts.new == 1
    assert desk.on_hand(store) == {"MUG-1": 16}
