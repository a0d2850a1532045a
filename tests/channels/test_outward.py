"""Every layout of what goes out: told by content, and filled without touching anything around."""

import re

import pytest
from tests.makers import sellercentre as made
from tests.makers.templates import cells, parts
from tests.rig import open_store
from tests.services.exporting import fill

from shopdesk.channels.outward.known import layouts, recognise
from shopdesk.services import exports
from shopdesk.sheets import open_source

SHOPS = (("shopee", "Toko Satu"), ("tiktok", "Toko Dua"), ("lazada", "Toko Tiga"))
OFFERS = [(shop, "P1", code, sku) for _channel, shop in SHOPS
          for code, sku in (("V1", "KAOS-M"), ("V2", "KAOS-L"))]  # fmt: skip
SALES = [
    ("P1", "x", "V1", "", "", "", "1", "", "1", ""),
    ("P1", "x", "V2", "", "", "", "1", "", ""),
]
EDIT = [("P1", *["lama"] * 8, "V1", "", "1", "1", "x", "", "", ""),
        ("P1", *["lama"] * 8, "V2", "", "1", "1", "x", "", "", "")]  # fmt: skip
PRICES = [("P1", "1", "x", "IDR", "V1", "", "", "", "", "", "x", 1, 1)]
MADE = {
    "shopee.sales_info": (lambda: made.shopee_sales(SALES), "stock", 7),
    "shopee.basic_info": (lambda: made.shopee_basic([("P1", "", "x", "x", "")]), "products", 7),
    "shopee.media_info": (lambda: made.shopee_media([("P1", "", "x", "x", "")]), "products", 7),
    "shopee.mass_upload": (made.shopee_upload, "products", 7),
    "tiktok.batch_edit": (lambda: made.tiktok_edit(EDIT), "stock", 7),
    "tiktok.batch_upload": (made.tiktok_upload, "products", 7),
    "lazada.price_stock": (lambda: made.lazada_stock(PRICES), "prices", 4),
    "lazada.basic": (lambda: made.lazada_basic([("P1", "1", "x", "", "")]), "products", 4),
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    fill(opened, SHOPS, [])
    yield opened
    opened.close()


def test_every_layout_has_a_template_here():
    assert {layout.format for layout in layouts()} == set(MADE)


@pytest.mark.parametrize("name", list(MADE))
def test_a_template_is_recognised_by_its_content(tmp_path, name):
    given = MADE[name][0]().write(tmp_path / "unduhan (1).xlsx")
    with open_source(given) as source:
        found = recognise(source.heads)
    assert found is not None
    assert found.layout.format == name


@pytest.mark.parametrize("name", list(MADE))
def test_nothing_around_the_cells_changes(store, tmp_path, name):
    make, kind, first = MADE[name]
    template = make()
    if not name.endswith("upload"):
        store.run("offers", offered)
    given, out = template.write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    shop = dict(SHOPS)[name.partition(".")[0]]
    done = exports.run(store, kind, name, given, out, shop=shop)
    before, after = parts(given), parts(out)
    assert done.rows > 0
    assert list(before) == list(after)
    assert [one for one in before if before[one] != after[one]] == ["xl/worksheets/sheet1.xml"]
    old, new = (held["xl/worksheets/sheet1.xml"].decode() for held in (before, after))
    for edge in (r".*?<sheetData>", r"</sheetData>.*"):
        assert found(edge, old) == found(edge, new)
    head = rf'<row [^>]*r="1">.*?<row [^>]*r="{first - 1}">.*?</row>'
    assert found(head, old) == found(head, new)
    was, now = cells(given, template.sheet), cells(out, template.sheet)
    meant = exports.plan(store, exports.Wish(kind, out, given, shop=shop)).changes
    places = {f"{letters(c.column)}{c.row}": c.after for c in meant}
    assert {place for place in now if was.get(place) != now[place]} == set(places)
    assert {place: str(now[place]).removesuffix(".0") for place in places} == {
        place: str(value) for place, value in places.items()
    }
    assert was.keys() <= now.keys()


def offered(work):
    from shopdesk.models.products import Offer
    from shopdesk.models.shops import Shop

    ids = {shop.name: shop.id for shop in work.session.query(Shop)}
    for shop, product, code, sku in OFFERS:
        work.session.add(Offer(shop_id=ids[shop], product_code=product, variant_code=code, sku=sku))
    return work.done("offers")


def found(pattern, text):
    return re.search(pattern, text, re.DOTALL)[0]


def letters(number):
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
