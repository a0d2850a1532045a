"""Fields of the orders' filter that figures are opened by, each against plain Python."""

import pytest
from tests import plainly
from tests.rig import open_store
from tests.trade import every_line, fill

from shopdesk.clock import Clock
from shopdesk.filters import FilterError, parse, write
from shopdesk.filters.writing import quoted
from shopdesk.services import orders
from shopdesk.services.orders import hours, values
from shopdesk.services.orders.finding import fields
from shopdesk.services.orders.finding import values as words
from shopdesk.store import Store

JAKARTA = Clock("Asia/Jakarta", now=0)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("asking"))
    opened.do(fill)
    yield opened
    opened.close()


def _placed(test):
    return lambda line: test(plainly.at(line, JAKARTA))


def _is(field, text):
    return lambda line: (line.order[field] or "").strip(" ").casefold() == text.casefold()


def _category(line):
    return (line.product or {"category": ""})["category"]


ASKED = {
    "hour:9": _placed(lambda at: at.hour == 9),
    "hour:18..21,3": _placed(lambda at: at.hour in {3, 18, 19, 20, 21}),
    "hour<7": _placed(lambda at: at.hour < 7),
    "-hour>=7": _placed(lambda at: at.hour < 7),
    "weekday:sat,SUN": _placed(lambda at: at.weekday() >= 5),
    "-weekday:mon hour:0": _placed(lambda at: at.weekday() and at.hour == 0),
    'province="jawa barat"': _is("province", "Jawa Barat"),
    "province=bali": _is("province", "Bali"),
    "province:jawa": lambda line: "jawa" in (line.order["province"] or "").lower(),
    "province=jawa": lambda _line: False,
    'province=""': _is("province", ""),
    '-province="",bali': lambda line: (line.order["province"] or "").strip() not in {"", "Bali"},
    "courier=JNE": _is("courier", "JNE"),
    "courier:JNE": lambda line: "JNE" in (line.order["courier"] or ""),
    'method="Kartu ""A"", B"': _is("payment_method", 'Kartu "A", B'),
    "shop=toko": lambda line: line.shop["name"] == "Toko",
    "shop:toko": lambda line: "Toko" in line.shop["name"],
    "shop=shopee:toko": lambda line: (line.shop["channel"], line.shop["name"]) == (
        "shopee", "Toko"),
    'shop="Kios ""Uji"""': lambda line: line.shop["channel"] == "shopify",
    "number=T12": _is("number", "T12"),
    "number=T1": _is("number", "T1"),
    "discount>0": lambda line: (line.order["discount"] or 0) > 0,
    "discount:12345": lambda line: line.order["discount"] == 1_234_500,
    "category:dapur": lambda line: "Dapur" in _category(line),
    "category=dapur": lambda line: _category(line) == "Dapur",
    'category=""': lambda line: not _category(line),
    "sku=mug-1": lambda line: line.listing["sku"].lower() == "mug-1",
    "sku:mug": lambda line: "mug" in line.listing["sku"].lower(),
    'sku=""': lambda line: line.listing["sku"] == "",
    'product="mug biru"': lambda line: (line.product or line.listing)["name"].lower() == "mug biru",
    'product="Lilin 100%_murni"': lambda line: line.listing["sku"].lower() == "lln",
    'product=""': lambda line: not (line.product or line.listing)["name"],
    "is:reduced": lambda line: line.line["list_price"] not in {None, line.line["price"]},
    "is:returns": lambda line: line.line["returned"] > 0,
}  # fmt: skip


@pytest.mark.parametrize("where", ASKED)
def test_a_filter_finds_just_the_orders_that_plain_python_finds(store, where):
    with store.read() as read:
        lines = every_line(read)
        expected = {line.order["id"] for line in lines if ASKED[where](line)}
        found = orders.ids(read, where)
        assert sorted(found) == sorted(expected)
        assert orders.total(read, where) == len(expected)
        assert sorted(orders.ids(read, f"{where} sort:ship_by")) == sorted(expected)
        everything = {line.order["id"] for line in lines}
        if " " not in where.replace('" "', "") and not where.startswith("-"):
            assert set(orders.ids(read, f"-{where}")) == everything - expected
        page = [row.id for row in orders.page(read, f"{where} placed:2026-10", size=7)]
        assert page == orders.ids(read, f"{where} placed:2026-10")[:7]


def test_hours_follow_a_zone_that_changes_its_clocks(store):
    zone = Clock("Europe/Amsterdam", now=store.clock.now())
    away = Store(store.home, store.engine, store.key, zone)
    with away.read() as read:
        lines = every_line(read)
        for hour in (0, 5, 23):
            wanted = {line.order["id"] for line in lines if plainly.at(line, zone).hour == hour}
            assert set(orders.ids(read, f"hour:{hour}")) == wanted
        wanted = {line.order["id"] for line in lines if plainly.at(line, zone).weekday() == 6}
        assert set(orders.ids(read, "weekday:sun")) == wanted
    changes = dict(hours.offsets("Europe/Amsterdam"))
    assert (changes[1_792_890_000], changes[1_774_746_000]) == (3_600, 7_200)  # both in 2026
    assert hours.offsets("Asia/Jakarta") == ((hours.SINCE, 25_200),)


def test_what_is_quoted_is_read_as_it_was():
    for text in ("JNE", "", 'a"b', '"', '""', "a, b", 'Pisau 8" Baja', "-x", "@late", 'x" y "z'):
        where = f"courier={quoted(text)} hour:9"
        query = parse(where, fields(), words())
        assert query.terms[0].values == (text,)
        assert parse(write(query), fields(), words()) == query


def test_a_weekday_that_there_is_not_is_told(store):
    with store.read() as read, pytest.raises(FilterError, match="weekday"):
        orders.total(read, "weekday:someday")


def test_categories_are_offered(store):
    with store.read() as read:
        assert set(values.held(read)["category"]) == {"Dapur", "Dapur > Pisau", "Pakaian"}
