"""ABC and XYZ against the same done by hand, and the cases at the border."""

import statistics
from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.services import selling

from shopdesk import tables
from shopdesk.services import figures
from shopdesk.services.analyses.abc import Sold, abc, grades
from shopdesk.services.analyses.xyz import Weekly, borders

TODAY = date(2026, 11, 23)


@pytest.fixture
def store():
    return selling.shop()


def lines(read, first, last, shop=None):
    """Yield day, SKU as it is sorted, pieces and GMV of every line that counts."""
    orders = {row["id"]: row for row in selling.rows(read, "orders")}
    skus = {row["id"]: row["sku"].lower() for row in selling.rows(read, "listings")}
    for line in selling.rows(read, "order_lines"):
        order = orders[line["order_id"]]
        day = date(1970, 1, 1) + timedelta(days=(order["placed_at"] + 7 * 3600) // 86_400)
        alive = order["status"] != "cancelled" and order["currency"] == "IDR"
        if alive and first <= day <= last and shop in {None, order["shop_id"]}:
            yield day, skus[line["listing_id"]], line["qty"], line["qty"] * line["price"]


def by_hand(read, scope, by):
    """Return SKU → class in its order, and what has no cost."""
    costs = {sku.lower(): cost for sku, cost in selling.COSTS.items()}
    costs |= {"set": 2 * costs["w-01"] + costs["w-02"], "foreign": None}
    units, gmv = {}, {}
    for _day, sku, qty, worth in lines(read, scope.span.first, scope.span.last, scope.shop_id):
        units[sku] = units.get(sku, 0) + qty
        gmv[sku] = gmv.get(sku, 0) + worth
    units.pop("", 0), gmv.pop("", 0)
    value, missing = dict(gmv), set()
    if by == "margin":
        missing = {sku for sku in gmv if costs[sku] is None}
        value = {sku: gmv[sku] - units[sku] * costs[sku] for sku in gmv if sku not in missing}
    ranked = sorted(value, key=lambda sku: (-value[sku], sku))
    whole, reached, made = sum(v for v in value.values() if v > 0), 0, {}
    for sku in ranked:
        made[sku] = "C"
        if value[sku] > 0:
            share = Fraction(reached, whole)
            made[sku] = "A" if share < Fraction(4, 5) else "B" if share < Fraction(19, 20) else "C"
            reached += value[sku]
    unsold = sorted(set(costs) - {"foreign", "w-10"} - set(gmv))
    return made | dict.fromkeys(unsold, "U"), missing


@pytest.mark.parametrize("by", ["revenue", "margin"])
@pytest.mark.parametrize("span", selling.SPANS)
def test_the_classes_are_those_that_one_finds_by_hand(store, by, span):
    with store.read() as read:
        for shop in ("", "shopee:Shopee"):
            scope = figures.scope_of(read, span, shop, "IDR")
            found = abc(read, scope, by)
            wanted, missing = by_hand(read, scope, by)
            assert [(row.ware.key, row.grade) for row in found.rows] == list(wanted.items())
            assert {row.ware.key for row in found.missing} == missing
            total = figures.total(read, scope)
            assert (found.total.units, found.total.gmv) == (total.units, total.gmv)
            shares = [row.share for row in found.rows if row.share and row.share > 0]
            assert sum(shares) == 1


def test_the_patterns_are_those_of_weekly_sales_by_hand(store):
    with store.read() as read:
        for span, weeks in (("2026-11", 12), ("2026-05-01..2026-11-23", 12)):
            found = abc(read, figures.scope_of(read, span, "", "IDR"))
            first = TODAY - timedelta(days=7 * weeks - 1)
            assert (found.weeks.first, found.weeks.last) == (first, TODAY)
            sold = {}
            for day, sku, qty, _gmv in lines(read, first, TODAY):
                sold.setdefault(sku, [0] * weeks)[(day - first).days // 7] += qty
            for row in found.rows:
                pieces = sold.get(row.ware.key)
                if not pieces:
                    assert (row.pattern, row.weekly.varies) == ("", None)
                    continue
                varies = statistics.pstdev(pieces) / statistics.mean(pieces)
                assert row.weekly.varies == pytest.approx(varies)
                assert row.pattern == ("X" if varies <= 0.5 else "Y" if varies <= 1 else "Z")
            assert {row.pattern for row in found.rows} == {"X", "Y", "Z", ""}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ((80, 15, 5), "ABC"),
        ((79, 2, 14, 5), "AABC"),
        ((25, 25, 25, 25), "AAAA"),
        ((100,), "A"),
        ((50, 50, 0), "AAC"),
        ((90, 10, -40), "ABC"),
        ((0, 0), "CC"),
    ],
)
def test_what_crosses_a_border_still_belongs_to_its_class(store, values, wanted):
    made = {f"s{at}": value for at, value in enumerate(values)}
    found = grades(made, dict.fromkeys(made, Sold(1, 1)), store.clock)
    assert "".join(found.values()) == wanted
    assert list(found) == sorted(made, key=lambda key: (-made[key], key))


def test_even_sales_at_the_very_border_are_even(store):
    """Half of the weeks sell one piece and half three: deviation 1, mean 2."""
    told = borders("XY", store.clock)
    assert Weekly(4, 8, 1 + 1 + 9 + 9).pattern(told) == "X"
    assert Weekly(4, 8, 1 + 1 + 9 + 10).pattern(told) == "Y"
    assert Weekly(4, 4, 0 + 0 + 4 + 4).pattern(told) == "Y"
    assert Weekly(4, 4, 16).pattern(told) == "Z"


def test_a_shop_sets_its_own_borders(store, tmp_path):
    (tmp_path / "abc.toml").write_text('[[rows]]\nname = "A"\npercent = 50\n')
    tables.use(tmp_path)
    try:
        made = {"a": 60, "b": 30, "c": 10}
        assert list(grades(made, dict.fromkeys(made, Sold(1, 1)), store.clock).values()) == [
            "A", "B", "B",
        ]  # fmt: skip
    finally:
        tables.use(None)
