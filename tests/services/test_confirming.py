"""Sheets that tell marketplaces of resi: fresh under their own words, or their own sheet filled."""

import openpyxl
import pytest
from tests.rig import add_orders, open_store

from shopdesk import locale, services
from shopdesk.models.orders import Order
from shopdesk.refusal import Refusal
from shopdesk.services import resi
from shopdesk.services.exports import Wish
from shopdesk.services.exports.confirming import confirm, plan_confirmations

NUMBERS = ("2611A", "2611B", "2611C")


@pytest.fixture(autouse=True)
def english():
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    orders = [{"number": number, "fulfilment": "packed"} for number in NUMBERS]
    told = {"number": "2611T", "fulfilment": "packed", "tracking": "SPXID0000000001"}
    opened.run("seed", lambda work: add_orders(work, [*orders, told], "shopee"))
    web = [{"number": "#1", "fulfilment": "packed"}]
    opened.run("seed", lambda work: add_orders(work, web, "woocommerce"))
    text = "2611A SPXID041234567890\n2611B JX1234567890\n#1 004612345678"
    with opened.read() as read:
        made = resi.plan(read, resi.lines(text))
    opened.do(resi.enter, made)
    yield opened
    opened.close()


def plans(store, out, where="", template=None, shop=""):
    return plan_confirmations(store, Wish("resi", out, template, where=where, shop=shop))


def rows(path):
    book = openpyxl.load_workbook(path)
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


def test_each_shop_gets_a_sheet_under_its_marketplaces_own_words(store, tmp_path):
    written = confirm(store, plans(store, tmp_path))
    paths = {one.files[0].path.name: one for one in written}
    assert set(paths) == {"resi-shopee-Toko-Uji.xlsx", "resi-woocommerce-Toko-Uji.xlsx"}
    head, *held = rows(tmp_path / "resi-shopee-Toko-Uji.xlsx")
    assert head == ("No. Pesanan", "No. Resi", "Opsi Pengiriman")
    assert sorted(held) == [
        ("2611A", "SPXID041234567890", "SPX"), ("2611B", "JX1234567890", "J&T Express"),
    ]  # fmt: skip
    assert rows(tmp_path / "resi-woocommerce-Toko-Uji.xlsx")[0] == ("Order", "Resi", "Courier")


def test_what_is_not_known_of_a_marketplaces_sheet_is_said(store, tmp_path):
    shopee, web = sorted(plans(store, tmp_path), key=lambda one: one.channel)
    assert "No original sheet of Shopee was seen" in shopee.notes[0]
    assert "no sheet for this that is known here" in web.notes[0]


def test_what_the_marketplace_told_itself_is_not_told_back(store, tmp_path):
    (shopee,) = plans(store, tmp_path / "r.xlsx", "channel:shopee")
    assert {skip.what: skip.reason for skip in shopee.skips} == {
        "2611T": "the marketplace gave this resi itself", "2611C": "it has no resi yet",
    }  # fmt: skip
    assert "2611T" not in {row[0] for row in shopee.table}


def test_writing_is_in_the_journal_and_cannot_be_taken_back(store, tmp_path):
    (written,) = confirm(store, plans(store, tmp_path / "r.csv", "channel:shopee"))
    assert (tmp_path / "r.csv").exists()
    with pytest.raises(Refusal, match="left the house"):
        services.journal.undo(store, written.entry)


def test_a_plan_that_the_store_moved_under_is_refused(store, tmp_path):
    made = plans(store, tmp_path / "r.csv", "channel:shopee")
    with store.read() as read:
        ids = services.orders.find(read, ["2611A"])
    store.do(services.orders.edit, ids, "tracking", "JX9999999999")
    with pytest.raises(Refusal, match="plan again"):
        confirm(store, made)
    assert not (tmp_path / "r.csv").exists()


def template(tmp_path, *orders):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Template"
    other = book.create_sheet("Panduan")
    other["A1"] = "jangan diubah"
    head = [["batch_ship", "V2"], ["No. Pesanan", "Jasa Kirim", "No. Resi", "Catatan"],
            ["Wajib", "", "Wajib", "isi bila perlu"]]  # fmt: skip
    for row in (*head, *([one, "", "", "x"] for one in orders)):
        sheet.append(row)
    book.save(tmp_path / "kirim.xlsx")
    return tmp_path / "kirim.xlsx"


def test_a_sheet_of_the_seller_centre_is_filled_in_place(store, tmp_path):
    path = template(tmp_path, "2611B", "2611X", "2611A")
    (made,) = plans(store, tmp_path / "out.xlsx", "channel:shopee", path)
    assert {(skip.why, skip.what) for skip in made.skips} >= {("foreign", "2611X")}
    (written,) = confirm(store, [made])
    assert rows(tmp_path / "out.xlsx")[2:] == [
        ("Wajib", None, "Wajib", "isi bila perlu"),
        ("2611B", "J&T Express", "JX1234567890", "x"),
        ("2611X", None, None, "x"),
        ("2611A", "SPX", "SPXID041234567890", "x"),
    ]
    assert written.parts["out.xlsx"] == ("xl/worksheets/sheet1.xml",)
    other = openpyxl.load_workbook(tmp_path / "out.xlsx")["Panduan"]
    assert other["A1"].value == "jangan diubah"


def test_a_sheet_without_orders_gets_ours_below_its_header(store, tmp_path):
    path = template(tmp_path)
    confirm(store, plans(store, tmp_path / "out.xlsx", "channel:shopee", path))
    held = rows(tmp_path / "out.xlsx")[3:]
    assert sorted((row[0], row[2]) for row in held) == [
        ("2611A", "SPXID041234567890"), ("2611B", "JX1234567890"),
    ]  # fmt: skip


def test_orders_that_a_template_lacks_are_named(store, tmp_path):
    path = template(tmp_path, "2611B")
    (made,) = plans(store, tmp_path / "out.xlsx", "channel:shopee", path)
    assert [(skip.why, skip.what) for skip in made.skips] == [("missing", "2611A")]


@pytest.mark.parametrize("orders", [("2611X",), ("#1", "2611A")])
def test_a_template_of_no_shop_or_of_two_is_refused(store, tmp_path, orders):
    path = template(tmp_path, *orders)
    with pytest.raises(Refusal, match=r"none of these orders|several shops"):
        plans(store, tmp_path / "out.xlsx", "", path)


def test_another_spreadsheet_is_no_template(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["SKU", "Stok"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Refusal, match="no header row"):
        plans(store, tmp_path / "out.xlsx", "", tmp_path / "x.xlsx")


def test_orders_without_resi_have_nothing_to_tell(store, tmp_path):
    with pytest.raises(Refusal, match="None of these orders has a resi"):
        plans(store, tmp_path / "out.xlsx", "number:2611C")


def test_a_split_order_has_a_row_for_each_parcel(store, tmp_path):
    from shopdesk.models.shipments import Parcel

    def apart(work):
        order = work.session.query(Order).filter(Order.number == "2611A").one()
        work.session.query(Parcel).filter(Parcel.order_id == order.id).delete()
        work.session.add_all(
            Parcel(order_id=order.id, number=n, tracking=f"RESI{n}") for n in (1, 2)
        )
        return work.done("split")

    store.run("split", apart)
    (made,) = plans(store, tmp_path / "r.xlsx", "number:2611A")
    assert [row[:2] for row in made.table[1:]] == [("2611A", "RESI1"), ("2611A", "RESI2")]
    path = template(tmp_path, "2611A")
    (made,) = plans(store, tmp_path / "out.xlsx", "number:2611A", path)
    assert [skip.why for skip in made.skips] == ["refused"]
    assert "RESI2" in made.skips[0].what
