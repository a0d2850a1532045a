import threading
from pathlib import Path

import pytest
from tests.makers.excelize import write
from tests.makers.shopee import STANDARD
from tests.rig import dump, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import imports, journal, orders

OLD, NEW = "Order.all.20261101_20261110.xlsx", "Order.all.20261101_20261120.xlsx"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def line(number, status="Perlu Dikirim", *, sku="KAOS-M", qty=1, price="50.000", **more):
    cells = {
        "No. Pesanan": number, "Status Pesanan": status, "Waktu Pesanan Dibuat": "2026-11-02 09:15",
        "Waktu Pembayaran Dilakukan": "2026-11-02 09:20", "Metode Pembayaran": "SPayLater",
        "Nama Produk": f"Kaos {sku}", "Nomor Referensi SKU": sku, "Harga Awal": price,
        "Harga Setelah Diskon": price, "Jumlah": str(qty), "Total Pembayaran": "60.000",
        "Username (Pembeli)": "pembeliuji", "Opsi Pengiriman": "Reguler (Cashless)-SPX Standard",
    }  # fmt: skip
    cells |= more
    return [cells.get(name, "") for name in STANDARD]


def export(folder: Path, name: str, *lines) -> Path:
    path = folder / name
    write(path, "orders", [list(STANDARD), *lines])
    return path


def take(store, *paths, **more):
    return imports.run(store, list(paths), **more)


def words(store):
    with store.read() as read:
        return {row.number: row.status for row in orders.page(read)}


def card(store, number):
    with store.read() as read:
        return orders.show(read, orders.find(read, [number])[0])


def test_new_orders_then_nothing_then_changes(store, tmp_path):
    first = export(tmp_path, OLD, line("A1"), line("A2", "Belum Bayar"))
    made, change = take(store, first)
    assert (made.files[0].orders.new, change.entry) == (2, 1)
    assert words(store) == {"A1": "to_pack", "A2": "unpaid"}
    made, change = take(store, first)
    assert (made.files[0].orders.unchanged, change.entry) == (2, None)
    newer = export(tmp_path, NEW, line("A1", "Sedang Dikirim"), line("A2", "Belum Bayar"))
    made, _change = take(store, newer)
    assert made.files[0].orders == imports.Outcome(0, 1, 1, 0)
    assert ("market_status", "Perlu Dikirim", "Sedang Dikirim") in [
        change[1:] for change in made.files[0].changes
    ]
    assert words(store) == {"A1": "shipped", "A2": "unpaid"}


def test_one_undo_takes_an_import_back(store, tmp_path):
    take(store, export(tmp_path, OLD, line("A1"), line("A2")))
    before = dump(store)
    take(store, export(tmp_path, NEW, line("A1", "Selesai"), line("A3")))
    journal.undo(store)
    assert dump(store) == before
    with store.read() as read:
        assert orders.total(read, "A3") == 0
    journal.redo(store)
    assert words(store) == {"A1": "completed", "A2": "to_pack", "A3": "to_pack"}


def test_an_older_snapshot_never_overwrites_a_newer_one(store, tmp_path):
    take(store, export(tmp_path, NEW, line("A1", "Sedang Dikirim", qty=2)))
    before = dump(store)
    made, change = take(store, export(tmp_path, OLD, line("A1", qty=1)))
    assert made.files[0].orders.unchanged == 1
    assert "older" in made.files[0].warnings[0]
    assert change.entry is None
    assert dump(store) == before


def test_overlapping_files_given_together_end_at_the_newest(store, tmp_path):
    newer = export(tmp_path, NEW, line("A1", "Sedang Dikirim"))
    older = export(tmp_path, OLD, line("A1"), line("A2"))
    take(store, newer, older)
    assert words(store) == {"A1": "shipped", "A2": "to_pack"}


def test_a_newer_snapshot_replaces_all_lines(store, tmp_path):
    take(
        store, export(tmp_path, OLD, line("A1", sku="X"), line("A1", sku="Y"), line("A1", sku="Z"))
    )
    take(store, export(tmp_path, NEW, line("A1", sku="Z", qty=3), line("A1", sku="X")))
    items = card(store, "A1").items
    assert [(item.sku, item.qty) for item in items] == [("Z", 3), ("X", 1)]
    assert card(store, "A1").row.units == 4


def test_identical_lines_are_kept(store, tmp_path):
    same = [line("A1"), line("A1"), line("A1")]
    made, _change = take(store, export(tmp_path, OLD, *same))
    assert made.files[0].lines == 3
    assert len(card(store, "A1").items) == 3
    assert take(store, tmp_path / OLD)[1].entry is None


def test_work_done_here_is_not_thrown_back(store, tmp_path):
    take(store, export(tmp_path, OLD, line("A1"), line("A2")))
    with store.read() as read:
        ids = orders.ids(read, "sort:number")
    store.do(orders.pack, ids)
    store.do(orders.ship, ids[:1], tracking={ids[0]: "JX123"})
    take(store, export(tmp_path, NEW, line("A1", Catatan="baru"), line("A2", Catatan="baru")))
    assert words(store) == {"A1": "shipped", "A2": "to_ship"}
    assert card(store, "A1").row.tracking == "JX123"


def test_a_contradiction_is_listed_not_guessed(store, tmp_path):
    take(store, export(tmp_path, OLD, line("A1")))
    with store.read() as read:
        ids = orders.ids(read)
    store.do(orders.pack, ids)
    made, _change = take(store, export(tmp_path, NEW, line("A1", "Batal")))
    assert "disagree" in made.files[0].warnings[0]
    with store.read() as read:
        assert orders.total(read, "is:conflict") == 1
        assert "disagree" in orders.why(read, ids[0]).reason


def test_a_damaged_file_is_refused_whole_and_the_others_go_on(store, tmp_path):
    bad = export(tmp_path, "rusak.xlsx", line("B1"), line("B2", price="86.33"))
    good = export(tmp_path, OLD, line("A1"))
    made, _change = take(store, bad, good)
    assert words(store) == {"A1": "to_pack"}
    reject = made.files[0].rejects[0]
    assert (reject.sheet, reject.row, reject.value) == ("orders", 3, "86.33")
    assert reject.column.startswith("Harga")
    assert made.refused


def test_a_bad_row_is_refused_with_its_place_and_can_be_saved(store, tmp_path):
    made, _change = take(
        store, export(tmp_path, OLD, line("A1"), line("A2", Jumlah="dua"), line("A3"))
    )
    assert made.files[0].orders == imports.Outcome(2, 0, 0, 1)
    assert words(store) == {"A1": "to_pack", "A3": "to_pack"}
    assert made.files[0].rejects[0][:4] == ("orders", 3, "Jumlah", "dua")
    imports.save_rejects(store, made, tmp_path / "rejects.xlsx")
    assert (tmp_path / "rejects.xlsx").exists()


def test_an_unknown_status_is_an_exception(store, tmp_path):
    take(store, export(tmp_path, OLD, line("A1", "Sedang Bermimpi")))
    assert words(store) == {"A1": "exception"}
    with store.read() as read:
        assert "Sedang Bermimpi" in orders.why(read, 1).reason


def test_a_plan_changes_nothing_and_is_applied_as_it_was(store, tmp_path):
    before = dump(store)
    made = imports.plan(store, [export(tmp_path, OLD, line("A1"))])
    assert dump(store) == before
    assert made.writes == 1
    assert imports.apply(store, made).entry == 1
    assert words(store) == {"A1": "to_pack"}


def test_a_plan_is_refused_when_the_store_moved_under_it(store, tmp_path):
    made = imports.plan(store, [export(tmp_path, OLD, line("A1"))])
    take(store, export(tmp_path, NEW, line("A1")))
    with pytest.raises(Refusal, match="plan again"):
        imports.apply(store, made)
    assert not list((tmp_path / "data" / "scratch").glob("*"))


def test_two_shops_of_one_channel_are_kept_apart(store, tmp_path):
    first, second = export(tmp_path, OLD, line("A1")), export(tmp_path, "b.xlsx", line("B1"))
    take(store, first, shop="Melati")
    take(store, second, shop="Kenanga")
    with pytest.raises(Refusal, match="--shop NAME"):
        take(store, export(tmp_path, "c.xlsx", line("C1")))
    made, _change = take(store, export(tmp_path, NEW, line("B1", "Selesai")))
    assert made.files[0].shop == "Kenanga"


def test_the_parts_of_a_split_export_are_one_snapshot(store, tmp_path):
    one = export(tmp_path, "Order.all.20261101_20261110_part_1_of_2.xlsx", line("A1"), line("A2"))
    two = export(tmp_path, "Order.all.20261101_20261110_part_2_of_2.xlsx", line("A2", sku="Y"))
    made, _change = take(store, one, two)
    assert [report.lines for report in made.files] == [2, 1]
    assert [item.sku for item in card(store, "A2").items] == ["KAOS-M", "Y"]


def test_scattered_rows_of_an_order_come_together(store, tmp_path):
    path = export(tmp_path, OLD, line("A1"), line("A2"), line("A1", sku="Y"))
    take(store, path)
    assert len(card(store, "A1").items) == 2
    assert take(store, path)[1].entry is None


def test_stopping_an_import_changes_nothing(store, tmp_path):
    stop = threading.Event()
    listener = imports.Listener(progress=lambda *_facts: stop.set(), cancelled=stop.is_set)
    with pytest.raises(imports.Cancelled):
        take(store, export(tmp_path, OLD, line("A1")), listener=listener)
    assert words(store) == {}
    assert not list((tmp_path / "data" / "scratch").glob("*"))


def test_a_card_number_in_a_note_is_masked_before_it_is_stored(store, tmp_path):
    note = {"Catatan dari Pembeli": "kartu saya 4111 1111 1111 1111 ya"}
    take(store, export(tmp_path, OLD, line("A1", **note)))
    assert "4111 1111 1111 1111" not in str(dump(store))


def test_an_unknown_sheet_is_mapped_once_and_known_again(store, tmp_path):
    path = tmp_path / "wa.csv"
    path.write_text("Nota,Barang,Banyak,Harga Satuan,Pembeli\nWA-1,Mug Biru,2,35.000,Sri\n")
    made, _change = take(store, path)
    assert "--map" in made.files[0].rejects[0].reason
    columns = {"number": "Nota", "name": "Barang", "qty": "Banyak", "price": "Harga Satuan"}
    imports.learn(store, [path], columns)
    made, _change = take(store, path)
    assert made.files[0].orders.new == 1
    item = card(store, "WA-1").items[0]
    assert (item.name, item.qty, item.price) == ("Mug Biru", 2, 3_500_000)
    path.write_text("Nota,Barang,Banyak,Harga Satuan,Pembeli\nWA-2,Teko,1,90.000,Budi\n")
    assert take(store, path)[0].files[0].orders.new == 1


def test_a_refused_later_part_leaves_the_earlier_ones(store, tmp_path):
    names = [f"Order.all.20261101_20261110_part_{n}_of_3.xlsx" for n in (1, 2, 3)]
    one = export(tmp_path, names[0], line("A1"), line("A2"))
    two = export(
        tmp_path, names[1], line("A2", sku="Y"), line("B1", sku="Z"), line("B2", price="86.33")
    )
    three = export(tmp_path, names[2], line("A2", sku="W"), line("C1", sku="Z"))
    made, change = take(store, one, two, three)
    assert words(store).keys() == {"A1", "A2", "C1"}
    assert [item.sku for item in card(store, "A2").items] == ["KAOS-M", "W"]
    assert made.files[1].rejects
    assert names[1] in made.files[0].warnings[0]
    assert change.label == "Imported 3 orders (3 new, 0 changed)"
    two = export(tmp_path, names[1], line("A2", sku="Y"), line("B1", sku="Z"))
    take(store, one, two, three)
    assert [item.sku for item in card(store, "A2").items] == ["KAOS-M", "Y", "W"]
