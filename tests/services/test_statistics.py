"""Statistics of shops in the store: told anew, taken back, whose shop they are, and the funnel."""

import csv
from datetime import date
from fractions import Fraction

import pytest
from tests.rig import NOW, dump, open_store

from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.reports.blocks import funnel as block
from shopdesk.reports.document import Table, Text, Tiles
from shopdesk.services import figures, imports, journal, orders
from shopdesk.services.analyses import funnel
from shopdesk.services.imports import looking, mappings, previewing, sampling
from shopdesk.services.imports.mappings import learn

DAY = 86_400
NAME = "melati.shopee-shop-stats.20261101-20261130.csv"
HEADER = ("Tanggal", "Total Penjualan (IDR)", "Total Pesanan", "Total Pengunjung", "Pembeli")


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def written(path, *rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def stats(folder, visitors, name=NAME, first=20):
    rows = [(f"{first + at}-11-2026", "1.500.000", "12", n, "9") for at, n in enumerate(visitors)]
    return written(folder / name, HEADER, *rows)


def shops(work, *named):
    for channel, name in named:
        work.session.add(Shop(channel=channel, name=name))
    return work.done("Added shops")


def days(store):
    return [(row[2], row[3], row[4]) for row in dump(store)["shop_stats"]]


def test_told_again_a_day_changes_and_undo_takes_it_back(store, tmp_path):
    made, change = imports.run(store, [stats(tmp_path, ["900", "1.000"])])
    assert change.label == "Imported 2 days of statistics"
    report = made.files[0]
    assert (report.kind, report.format, report.shop) == ("stats", "shopee.stats", "Shopee")
    assert [(day, n) for _source, day, n in days(store)] == [(20_777, 900), (20_778, 1_000)]
    again, change = imports.run(store, [stats(tmp_path, ["900", "1.250", "-"])])
    told = again.files[0].stats
    assert (told.new, told.changed, told.unchanged) == (1, 1, 1)
    assert again.files[0].changes == [("2026-11-21", "visitors", "1000", "1250")]
    same, none = imports.run(store, [stats(tmp_path, ["900", "1.250", "-"])])
    assert (same.files[0].stats.unchanged, none.entry) == (3, None)
    journal.undo(store)
    assert [(day, n) for _source, day, n in days(store)] == [(20_777, 900), (20_778, 1_000)]
    assert dump(store)["arrivals"][0][2] == NAME


def test_what_another_sheet_of_the_source_told_stays(store, tmp_path):
    traffic = ("Tanggal", "Halaman Dilihat", "Pengunjung"), ("20-11-2026", "4.000", "900")
    imports.run(store, [stats(tmp_path, ["900"]), written(tmp_path / "t.csv", *traffic)])
    ((_source, _day, visitors),) = days(store)
    assert (visitors, dump(store)["shop_stats"][0][5]) == (900, 4_000)
    assert dump(store)["shop_stats"][0][10] == 12


def test_of_two_shops_it_is_the_account_of_an_earlier_file(store, tmp_path):
    store.run("seed", lambda work: shops(work, ("shopee", "A"), ("shopee", "B")))
    with pytest.raises(imports.WhichShop, match="A, B"):
        imports.run(store, [stats(tmp_path, ["1"])])
    imports.run(store, [stats(tmp_path, ["1"])], shop="shopee:B")
    made, _change = imports.run(store, [stats(tmp_path, ["2"], "melati.shopee-shop-stats.2.csv")])
    assert made.files[0].shop == "B"


def test_a_program_that_counts_pages_counts_those_of_the_web_shop(store, tmp_path):
    path = tmp_path / "ga4.csv"
    path.write_text("# ---\n# Start date: 20261120\n# End date: 20261120\nDate,Total users\n"
                    "20261120,77\n", encoding="utf-8")  # fmt: skip
    with pytest.raises(Exception, match="no shop that these statistics"):
        imports.run(store, [path])
    store.run("seed", lambda work: shops(work, ("shopee", "A"), ("shopify", "Web")))
    made, _change = imports.run(store, [path])
    assert (made.files[0].shop, days(store)) == ("Web", [("ga4", 20_777, 77)])
    store.run("seed", lambda work: shops(work, ("shopify", "Web 2")))
    with pytest.raises(imports.WhichShop) as asked:
        imports.run(store, [path])
    answer = f"{asked.value.channel}:Web 2"
    assert imports.run(store, [path], shop=answer)[0].files[0].shop == "Web 2"


def test_a_sheet_of_ones_own_is_mapped_once(store, tmp_path):
    path = written(tmp_path / "own.csv", ("Tgl", "Pengunjung web", "Order"),
                   ("20/11/2026", "1.200", "7"), ("21/11/2026", "900", "?"))  # fmt: skip
    with store.read() as read:
        assert looking.look(read, path).format == ""
        sheet = sampling.sample(read, path)
        assert (sheet.aim, sheet.guesses["stats"]["visitors"]) == ("stats", "Pengunjung web")
        columns = {"day": "Tgl", "visitors": "Pengunjung web"}
        shown = previewing.preview(read, sheet, columns, sheet.way, "stats")
        assert (shown.lines[0].number, shown.lines[0].qty) == ("2026-11-20", 1_200)
    learn(store, [path], columns | {"orders": "Order"}, aim="stats")
    with store.read() as read:
        assert mappings.remembered(read)(_heads(path)).spec.source == "own"
    store.run("seed", lambda work: shops(work, ("shopify", "Web")))
    made, _change = imports.run(store, [path])
    assert days(store) == [("own", 20_777, 1_200)]
    (reject,) = made.files[0].rejects
    assert (reject.row, reject.column, reject.value) == (3, "Order", "?")


def _heads(path):
    from shopdesk.sheets import open_source

    with open_source(path) as source:
        return source.heads


# The funnel


def placed(work, shop_id, *facts):
    for at, (day, payment, status) in enumerate(facts):
        work.session.add(
            Order(shop_id=shop_id, channel="shopee", number=f"N{at}", status=status,
                  placed_at=NOW + (day - 23) * DAY, payment=payment, fulfilment="ready",
                  told_payment=payment, told_fulfilment="ready", total=100, lines=0, units=0)
        )  # fmt: skip
    return work.done("Placed")


@pytest.fixture
def flowing(store, tmp_path):
    imports.run(
        store, [stats(tmp_path, ["100", "150"], first=18), stats(tmp_path, ["50"], "x.csv")]
    )
    facts = [(18, "paid", "to_pack"), (18, "cod_due", "to_pack"), (19, "unpaid", "unpaid"),
             (19, "paid", "cancelled"), (20, "refunded", "returned"),
             (21, "paid", "to_pack")]  # fmt: skip
    store.run("seed", lambda work: placed(work, 1, *facts))
    return store


def test_conversion_is_of_the_days_that_the_statistics_tell_of(flowing):
    with flowing.read() as read:
        scope = figures.scope_of(read, "2026-11-17..2026-11-23")
        (flow,) = funnel.funnel(read, scope)
        assert (flow.visitors, flow.placed, flow.paid, flow.told) == (300, 5, 3, 36)
        assert (flow.conversion, flow.carts) == (Fraction(3, 300), None)
        assert flow.missing == (date(2026, 11, 17), date(2026, 11, 21), date(2026, 11, 22))
        assert len(orders.ids(read, flow.where)) == flow.placed
        assert len(orders.ids(read, f"{flow.where} {funnel.PAID}")) == flow.paid


def test_the_block_has_blanks_where_nothing_is_told_and_names_the_days(flowing):
    with flowing.read() as read:
        made = block.blocks(read, figures.scope_of(read, "2026-11-17..2026-11-23"))
    tiles, _chart, shops_, steps, missing = made
    assert isinstance(tiles, Tiles)
    assert tiles.tiles[2].value == Fraction(1, 100)
    assert isinstance(shops_, Table)
    assert shops_.rows[0].cells[3:9] == (300, None, None, None, 5, 3)
    assert [row.cells[4] for row in steps.rows] == [
        None, None, None, None, Fraction(5, 300), Fraction(3, 5),
    ]  # fmt: skip
    assert isinstance(missing, Text)
    assert missing.text == "Shopee (Shopee): no statistics for 17 Nov, 21 Nov – 22 Nov."


def test_without_statistics_nothing_is_guessed(store):
    with store.read() as read:
        (text,) = block.blocks(read, figures.scope_of(read, "2026-11"))
    assert "No statistics" in text.text
