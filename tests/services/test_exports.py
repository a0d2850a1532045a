"""Stock, prices and texts into templates: the meant cells change and nothing else does."""

import hashlib
import json
import random
import stat
from dataclasses import replace

import pytest
from tests.makers import sellercentre as made
from tests.makers.templates import cells, changed, parts
from tests.rig import open_store
from tests.services.exporting import TEXT, fill, offer

from shopdesk.channels.outward import known, shopee
from shopdesk.channels.outward.spec import Limits
from shopdesk.refusal import Refusal
from shopdesk.services import exports, journal, products, stock
from shopdesk.services.exports import Wish

P, V, W = "23938491611", "187734910021", "187734910022"
"""Numbers as the marketplace gives them."""
ROWS = [
    (P, "Kaos Polos", V, "Merah,M", "INDUK", "KAOS-M", "85000", "", "3", ""),
    (P, "Kaos Polos", W, "Merah,L", "", "KAOS-L", "85000", "", "7", ""),
    ("99887766554", "Bukan Punya Kami", "5", "", "", "ASING", "1000", "", "1", ""),
    ("11223344556", "Mug Kopi", "0", "", "", "MUG", "55500", "", "40", ""),
]
OFFERS = [("Toko Satu", P, V, "KAOS-M"), ("Toko Satu", P, W, "KAOS-L"),
          ("Toko Satu", "11223344556", "", "MUG")]  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    fill(opened, offers=OFFERS)
    yield opened
    opened.close()


@pytest.fixture
def sales(tmp_path):
    return made.shopee_sales(ROWS).write(tmp_path / "mass_update_sales_info.xlsx")


def why(skips, kind):
    return [(skip.row, skip.what.split()[0]) for skip in skips if skip.why == kind]


def test_stock_goes_into_the_rows_of_our_offers_and_nowhere_else(store, sales, tmp_path):
    out = tmp_path / "out.xlsx"
    done = exports.run(store, "stock", "shopee.sales_info", sales, out)
    assert changed(sales, out, "Sheet1") == {"I7": "12"}  # 9 - 2 kept back is the 7 that stands
    before, after = parts(sales), parts(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert done.parts == {"out.xlsx": ("xl/worksheets/sheet1.xml",)}
    assert why(done.skips, "foreign") == [(9, "ASING")]
    assert (done.rows, done.refused) == (1, 0)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert done.files[0].sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", ["shared", "inline", "typed"])
def test_every_byte_around_a_changed_cell_stays(store, tmp_path, kind):
    given = made.shopee_sales(ROWS, kind).write(tmp_path / "t.xlsx")
    out = tmp_path / "out.xlsx"
    exports.run(store, "stock", "", given, out)
    old = parts(given)["xl/worksheets/sheet1.xml"].decode()
    new = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert old[: old.index('<c r="I7"')] == new[: new.index('<c r="I7"')]
    assert old[old.index('<c r="A8"') :] == new[new.index('<c r="A8"') :]
    assert cells(out, "Sheet1")["I7"] == "12"


def test_prices_are_the_offers_own_or_the_skus(store, sales, tmp_path):
    store.run("own", lambda work: own_price(work, V, 8_999_900))
    out = tmp_path / "harga.xlsx"
    done = exports.run(store, "prices", "shopee.sales_info", sales, out)
    assert changed(sales, out, "Sheet1") == {"G7": "89999", "G8": "90000"}
    assert (offer(store, V).told_price, offer(store, W).told_price) == (8_999_900, 9_000_000)
    assert done.told_entry == done.entry + 1


def own_price(work, variant_code, price):
    from shopdesk.models.products import Offer

    row = work.session.query(Offer).filter(Offer.variant_code == variant_code).one()
    row.own_price = price
    return work.done("own price")


def test_the_journal_knows_what_left_and_undo_takes_back_what_was_told(store, sales, tmp_path):
    out = tmp_path / "out.xlsx"
    done = exports.run(store, "stock", "shopee.sales_info", sales, out)
    assert offer(store, V).told_stock == 12
    with store.read() as read:
        row = read.connection.exec_driver_sql(
            f"SELECT label, irreversible FROM journal_entries WHERE id = {done.entry}"
        ).one()
    assert "out.xlsx" in row.label
    assert row.irreversible == f"out.xlsx 1 {done.files[0].sha256}"
    assert journal.undo(store).label.startswith("Undid: Told stock")
    assert offer(store, V).told_stock is None
    with pytest.raises(Refusal, match="left the house"):
        journal.undo(store, done.entry)
    assert journal.undo(store).label == "Undid: seeded"  # what left does not stand in the way
    with store.read() as read:
        from shopdesk.store.heads import read as marks
        from shopdesk.store.journal import verify

        assert verify(read.connection, marks(store.heads))[1] == []


def test_what_is_ours_and_not_in_the_template_is_listed_with_advice(store, tmp_path):
    given = made.shopee_sales(ROWS[:1]).write(tmp_path / "t.xlsx")
    plan = exports.plan(store, Wish("stock", tmp_path / "o.xlsx", given))
    assert why(plan.skips, "missing") == [(0, "KAOS-L"), (0, "MUG")]
    assert "fresh" in plan.skips[-1].reason


def test_a_sku_of_ours_under_a_number_that_is_not_known_says_what_helps(store, tmp_path):
    row = ("555", "Kaos", "556", "", "", "kaos-m", "1", "", "1", "")
    given = made.shopee_sales([row]).write(tmp_path / "t.xlsx")
    plan = exports.plan(store, Wish("stock", tmp_path / "o.xlsx", given))
    [skip] = [skip for skip in plan.skips if skip.why == "foreign"]
    assert "import this file first" in skip.reason


def test_a_plan_changes_nothing_and_applies_as_it_stood_or_not_at_all(store, sales, tmp_path):
    out = tmp_path / "out.xlsx"
    plan = exports.plan(store, Wish("stock", out, sales))
    [change] = plan.changes
    assert (change.row, change.title, change.sku, change.before, change.after) == (
        7, "Stok", "KAOS-M", "3", "12",
    )  # fmt: skip
    assert plan.unchanged == 2
    assert not out.exists()
    store.do(stock.adjust, "KAOS-M", -1, "pecah")
    with pytest.raises(Refusal, match="plan again"):
        exports.apply(store, plan)
    assert not out.exists()
    assert exports.apply(store, exports.plan(store, plan.wish)).rows == 1


def test_an_archived_sku_is_told_as_none_left(store, sales, tmp_path):
    store.do(products.archive, ["MUG"])
    out = tmp_path / "out.xlsx"
    exports.run(store, "stock", "", sales, out)
    assert changed(sales, out, "Sheet1") == {"I7": "12", "I10": "0"}


def test_only_the_chosen_skus_are_told(store, sales, tmp_path):
    store.do(stock.adjust, "MUG", -5, "pecah")
    from tests.services.exporting import variant

    out = tmp_path / "out.xlsx"
    exports.run(store, "stock", "", sales, out, ids=[variant(store, "MUG").id])
    assert changed(sales, out, "Sheet1") == {"I10": "35"}


def test_a_price_below_the_least_is_refused_with_field_and_row(store, sales, tmp_path):
    store.run("own", lambda work: own_price(work, V, 5_000))
    done = exports.run(store, "prices", "", sales, tmp_path / "out.xlsx")
    [refused] = [skip for skip in done.skips if skip.why == "refused"]
    assert (refused.row, refused.what, refused.field) == (7, "KAOS-M", "Harga")
    assert "50 is less than 99" in refused.reason
    assert changed(sales, tmp_path / "out.xlsx", "Sheet1") == {"G8": "90000"}
    assert offer(store, V).told_price is None


def test_variations_of_a_product_may_not_lie_too_far_apart(store, tmp_path):
    store.run("own", lambda work: own_price(work, V, 100_000_000))
    about = "Batas harga produk termahal dibagi harga produk termurah: 7"
    given = made.shopee_sales(ROWS, help_=about).write(tmp_path / "t.xlsx")
    plan = exports.plan(store, Wish("prices", tmp_path / "o.xlsx", given))
    assert plan.changes == ()
    assert [(s.row, s.what) for s in plan.refused] == [(7, "KAOS-M"), (8, "KAOS-L")]
    assert "more than 7 times" in plan.refused[0].reason
    assert plan.prices == (((plan.prices[0][0]), 5_550_000),)  # the mug alone is told


def test_the_template_is_never_overwritten(store, sales):
    before = sales.read_bytes()
    with pytest.raises(Refusal, match="the template itself"):
        exports.run(store, "stock", "", sales, sales)
    assert sales.read_bytes() == before


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(store, sales, tmp_path):
    with pytest.raises(Refusal, match="Cannot write"):
        exports.run(store, "stock", "", sales, tmp_path / "nowhere" / "out.xlsx")
    assert offer(store, V).told_stock is None


def test_wrong_templates_and_kinds_are_refused_in_words(store, sales, tmp_path):
    with pytest.raises(Refusal, match=r"not shopee\.basic_info"):
        exports.run(store, "products", "shopee.basic_info", sales, tmp_path / "o.xlsx")
    basic = made.shopee_basic([]).write(tmp_path / "basic.xlsx")
    with pytest.raises(Refusal, match="takes Products, not Stock"):
        exports.run(store, "stock", "", basic, tmp_path / "o.xlsx")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Refusal, match="no template that is known"):
        exports.run(store, "stock", "", other, tmp_path / "o.xlsx")
    with pytest.raises(Refusal, match="needs --template"):
        exports.run(store, "stock", "shopee.sales_info", None, tmp_path / "o.xlsx")


def test_texts_fill_a_basic_sheet_and_blank_never_wipes(store, tmp_path):
    rows = [(P, "INDUK", "Kaos lama", TEXT, ""), ("11223344556", "", "Mug Kopi", "", "")]
    given = made.shopee_basic(rows).write(tmp_path / "basic.xlsx")
    out = tmp_path / "out.xlsx"
    exports.run(store, "products", "shopee.basic_info", given, out)
    assert changed(given, out, "Sheet1") == {
        "C7": "Kaos Polos", "D8": "Mug keramik 300 ml, tahan panas.",
    }  # fmt: skip


def test_a_name_too_long_is_refused_by_the_templates_own_words(store, tmp_path):
    store.run("rename", lambda work: rename(work, "Kaos Polos", "K" * 256))
    given = made.shopee_basic([(P, "", "Kaos lama", TEXT, "")]).write(tmp_path / "basic.xlsx")
    plan = exports.plan(store, Wish("products", tmp_path / "o.xlsx", given))
    [skip] = plan.refused
    assert skip.reason.startswith("256 characters, 255 at most")


def rename(work, old, new):
    from shopdesk.models.products import Product

    work.session.query(Product).filter(Product.name == old).one().name = new
    return work.done("renamed")


def test_pictures_with_an_address_go_into_the_media_sheet(store, tmp_path):
    given = made.shopee_media([(P, "", "Kaos", "Kaos", "https://lama.example/x.jpg")]).write(
        tmp_path / "media.xlsx"
    )
    out = tmp_path / "out.xlsx"
    exports.run(store, "products", "", given, out)
    assert changed(given, out, "Sheet1") == {"E7": "https://toko.example/a.jpg"}


def test_of_more_than_500_products_those_that_change_go_into_one_file(store, tmp_path):
    rows = [(str(n), "Barang", "0", "", "", "X", "1", "", "1", "") for n in range(1000, 1498)]
    given = made.shopee_sales([*rows, *ROWS]).write(tmp_path / "t.xlsx")
    for sku in ("KAOS-M", "KAOS-L", "MUG"):
        store.do(stock.adjust, sku, 3, "tambah")
    out = tmp_path / "stok.xlsx"
    done = exports.run(store, "stock", "", given, out)
    [file] = done.files  # two products change: one small file has them, whole
    kept = cells(file.path, "Sheet1")
    assert [kept[f"C{row}"] for row in (7, 8, 9)] == [V, W, "0"]
    assert [kept[f"I{row}"] for row in (7, 8, 9)] == ["15", "10", "43"]
    assert "A10" not in kept
    assert {k: v for k, v in kept.items() if int(k[1:]) < 7} == {
        k: v for k, v in cells(given, "Sheet1").items() if int(k[1:]) < 7
    }
    tail = parts(given)["xl/worksheets/sheet1.xml"].split(b"</sheetData>")[1]
    assert parts(file.path)["xl/worksheets/sheet1.xml"].split(b"</sheetData>")[1] == tail


@pytest.fixture
def limited(monkeypatch):
    """Let an upload of sales_info take less than Shopee's."""

    def limit(**limits):
        layout = replace(shopee.SALES_INFO, limits=Limits(**limits))
        monkeypatch.setattr(shopee, "SALES_INFO", layout)
        known.layouts.cache_clear()

    yield limit
    monkeypatch.undo()
    known.layouts.cache_clear()


def test_a_manifest_lists_the_files_with_rows_and_hashes(store, limited, tmp_path):
    limited(products=1)
    store.do(stock.adjust, "MUG", 3, "tambah")
    given = made.shopee_sales(ROWS).write(tmp_path / "t.xlsx")
    done = exports.run(store, "stock", "", given, tmp_path / "stok.xlsx")
    assert [file.path.name for file in done.files] == [
        "stok_part_1_of_2.xlsx", "stok_part_2_of_2.xlsx",
    ]  # fmt: skip
    assert [cells(file.path, "Sheet1")["A7"] for file in done.files] == [P, "11223344556"]
    listed = json.loads(done.manifest.read_text("utf-8"))
    assert [(one["rows"], one["sha256"]) for one in listed["files"]] == [
        (1, hashlib.sha256(file.path.read_bytes()).hexdigest()) for file in done.files
    ]
    assert listed["left_out"][0]["what"].startswith("ASING")
    assert stat.S_IMODE(done.manifest.stat().st_mode) == 0o600


def test_a_file_that_is_too_big_is_halved_until_it_fits(store, limited, tmp_path):
    rng = random.Random(7)
    offers = [(str(n), "9", f"{rng.random()}{rng.random()}") for n in range(5000, 5060)]
    store.run("more", lambda work: more_offers(work, offers))
    rows = [(p, name, v, "", "", "MUG", "1", "", "1", "") for p, v, name in offers]
    given = made.shopee_sales(rows).write(tmp_path / "t.xlsx")
    most = int(given.stat().st_size * 0.8)
    limited(size=most)
    done = exports.run(store, "stock", "", given, tmp_path / "stok.xlsx")
    assert len(done.files) > 1
    assert all(file.path.stat().st_size <= most for file in done.files)
    seen = [
        value for file in done.files for place, value in cells(file.path, "Sheet1").items()
        if place[0] == "A" and int(place[1:]) > 6
    ]  # fmt: skip
    assert seen == [product for product, _variant, _name in offers]  # each once, in its order
    limited(size=1000)
    with pytest.raises(Refusal, match="even with one product"):
        exports.run(store, "stock", "", given, tmp_path / "klein.xlsx")
    assert not list(tmp_path.glob("klein*"))


def more_offers(work, offers):
    from shopdesk.models.products import Offer

    for product, code, _name in offers:
        work.session.add(Offer(shop_id=1, product_code=product, variant_code=code, sku="MUG"))
    return work.done("more")
