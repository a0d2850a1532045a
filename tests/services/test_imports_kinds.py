"""One door for every kind of file: known by content, planned together, one entry."""

import csv
import random
from datetime import date

import pytest
from tests.makers import couriers, gateways, statements
from tests.makers.couriers import Event
from tests.makers.gateways import Paid
from tests.makers.statements import Entry, local
from tests.rig import dump, open_store
from tests.services.test_imports import export, line

from shopdesk.services import imports, journal, shipments
from shopdesk.services.imports import looking, previewing, sampling

RESI = "SPXID001122334455"
NAME = "Order.all.20261101_20261120.xlsx"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def sent(folder):
    return export(folder, NAME, line("A1", "Sedang Dikirim", **{"No. Resi": RESI}))


def events(folder, *texts, resi=RESI):
    return couriers.sheet(folder / "resi.csv", [
        Event(resi, "SPX", local(2026, 11, 20, 8 + at), text) for at, text in enumerate(texts)
    ])  # fmt: skip


def test_events_find_the_parcels_of_orders_that_come_in_with_them(store, tmp_path):
    told = events(tmp_path, "Paket telah diserahkan ke kurir", "Delivered")
    made, change = imports.run(store, [told, sent(tmp_path)])
    assert [(f.kind, f.counts.new, f.counts.refused) for f in made.files] == [
        ("events", 2, 0), ("orders", 1, 0),
    ]  # fmt: skip
    assert change.label == "Imported 1 order (1 new, 0 changed) · Imported 2 parcel events"
    with store.read() as read:
        (parcel,) = shipments.page(read)
        assert (parcel.tracking, len(shipments.show(read, parcel.id).events)) == (RESI, 2)
    made, change = imports.run(store, [told])
    assert (made.files[0].events.unchanged, change.entry) == (2, None)
    journal.undo(store)
    assert dump(store)["parcel_events"] == []


def test_a_resi_that_no_parcel_has_is_refused_with_its_row(store, tmp_path):
    made, _change = imports.run(store, [sent(tmp_path), events(tmp_path, "Delivered", resi="X9")])
    (reject,) = made.files[1].rejects
    assert (reject.row, reject.column, reject.value) == (2, "No. Resi", "X9")
    saved = tmp_path / "rejects.xlsx"
    imports.save_rejects(store, made, saved)
    assert saved.is_file()


def test_an_order_sheet_of_ones_own_with_resi_is_no_sheet_of_a_courier(store, tmp_path):
    path = tmp_path / "own.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([
            ("No. Pesanan", "Nama Barang", "Jumlah", "No. Resi", "Status", "Tanggal"),
            ("N-1", "Mug", "2", RESI, "dikirim", "20/11/2026"),
        ])  # fmt: skip
    with store.read() as read:
        assert looking.look(read, path).format == ""


def test_every_kind_is_named_before_it_is_taken(store, tmp_path):
    paid = Paid("txn-1", "1001", local(2026, 11, 20), 150_000)
    november = date(2026, 11, 1), date(2026, 11, 30)
    files = {
        "bca.statement": statements.bca(
            tmp_path / "a.csv", [Entry(local(2026, 11, 20), 1_000, "X")], *november
        ),
        "xendit.balance": gateways.xendit(tmp_path / "b.csv", [paid]),
        "midtrans.notification": gateways.post(tmp_path / "c.json", gateways.notice(paid)),
        "courier_events": events(tmp_path, "Delivered"),
    }
    with store.read() as read:
        looks = {name: looking.look(read, path) for name, path in files.items()}
    assert {name: look.format for name, look in looks.items()} == {name: name for name in files}
    assert [look.kind for look in looks.values()] == ["payments"] * 3 + ["events"]
    made = imports.plan(store, [*files.values(), sent(tmp_path)], only="bca.statement")
    assert [f.format for f in made.files] == ["bca.statement", *[None] * 4]
    imports.discard(made)


@pytest.mark.parametrize(("make", "aim", "total", "name"), [
    (lambda f: statements.jago(f / "a.csv", [Entry(local(2026, 11, 20), 1_000, "BUDI")]), "bank",
     100_000, "BUDI"),
    (lambda f: gateways.midtrans_report(
        f / "a.csv", [Paid("t", "1001", local(2026, 11, 20), 1_000)]), "gateway", 100_000, ""),
    (lambda f: events(f, "Delivered"), "events", None, "Delivered"),
])  # fmt: skip
def test_what_an_unknown_sheet_seems_to_hold_and_how_it_would_be_read(
    store, tmp_path, make, aim, total, name
):
    with store.read() as read:
        found = sampling.sample(read, make(tmp_path))
        assert found.aim == aim
        shown = previewing.preview(read, found, found.guesses[aim], found.way, aim)
    assert shown.wrong == ""
    assert (shown.lines[0].total, shown.lines[0].name) == (total, name)


def test_a_courier_sheet_of_ones_own_is_mapped_once(store, tmp_path):
    imports.run(store, [sent(tmp_path)])
    path = tmp_path / "own.csv"
    path.write_text(f"Paket;Kabar;Kapan\n{RESI};Delivered;20/11/2026 10:00\n", "utf-8")
    imports.learn(store, [path], {"tracking": "Paket", "raw": "Kabar", "at": "Kapan"})
    made, _change = imports.run(store, [path])
    assert (made.files[0].kind, made.files[0].events.new) == ("events", 1)


def _files(folder):
    """A file of every layout of banks, gateways and couriers."""
    entries = [Entry(local(2026, 11, day), 1_000 * day - 15_000, f"TRSF {day}")
               for day in range(1, 29) if day != 15]  # fmt: skip
    paid = [Paid(f"t{n}", f"10{n}", local(2026, 11, 20, n), 1_000 + n) for n in range(5)]
    november = date(2026, 11, 1), date(2026, 11, 30)
    return [
        statements.bca(folder / "bca.csv", entries, *november),
        statements.mandiri(folder / "mandiri.csv", entries),
        statements.bri(folder / "bri.csv", entries),
        statements.bri_wide(folder / "wide.csv", entries),
        statements.bni(folder / "bni.xls", entries),
        statements.ocbc(folder / "ocbc.xlsx", entries),
        gateways.xendit(folder / "xendit.csv", paid),
        gateways.post(folder / "notices.json", *map(gateways.notice, paid)),
        gateways.post(folder / "invoices.json", *map(gateways.invoice, paid)),
        events(folder, "Delivered", "Manifest"),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_refused_or_read_but_never_breaks(store, tmp_path, seed):
    rng = random.Random(seed)
    for path in _files(tmp_path):
        content = bytearray(path.read_bytes())
        for _each in range(rng.randint(1, 12)):
            at = rng.randrange(len(content))
            content[at : at + rng.randint(0, 3)] = bytes(
                rng.choice(b"\"',;:{}[]0129\n\x00\xffA ") for _n in range(rng.randint(0, 4))
            )
        path.write_bytes(bytes(content))
    made = imports.plan(store, _damaged(tmp_path))
    assert all(f.format is not None or f.rejects for f in made.files)
    imports.discard(made)


def _damaged(folder):
    return sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".xls", ".xlsx",
                                                                       ".json"})  # fmt: skip
