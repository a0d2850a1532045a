"""Two independent readings of the same documents: what the makers write, the channels read back."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tests.channels.rig import at, head
from tests.makers import blibli, lazada, manners, shopee, shopify, tiktok, tokopedia
from tests.makers.shop import State, seen_at
from tests.makers.trade import trade

from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.detect import recognise
from shopdesk.sheets import open_source

START = datetime(2026, 8, 25, tzinfo=UTC).replace(tzinfo=None)
NOW = START + timedelta(days=90)
TURNED_AWAY = {State.CANCELLED, State.FAILED}
AXES = {
    State.UNPAID: ("unpaid", "new"), State.TO_VERIFY: ("unpaid", "new"),
    State.TO_PACK: ("paid", "ready"), State.SHIPPED: ("paid", "in_transit"),
    State.DELIVERED: ("paid", "delivered"), State.COMPLETED: ("paid", "delivered"),
}  # fmt: skip
VARIANTS = [
    *((shopee, manners.SHOPEE, ".xlsx", {"variant": v}) for v in shopee.HEADERS),
    *((tiktok, manners.TIKTOK, ".xlsx", {"variant": v}) for v in tiktok.HEADERS),
    (tiktok, manners.TIKTOK, ".csv", {"language": "en"}),
    *((tokopedia, manners.TOKOPEDIA, ".xlsx", {"variant": v}) for v in tokopedia.HEADERS),
    *((lazada, manners.LAZADA, ".xlsx", {"variant": v}) for v in lazada.HEADERS),
    *((blibli, manners.BLIBLI, ".csv", {"variant": v}) for v in blibli.HEADERS),
    (shopify, manners.SHOPIFY, ".csv", {}),
]


def read(path):
    with open_source(path) as source:
        found = recognise([head(sheet.rows, sheet.name) for sheet in source.heads])
        conversion = Conversion(found, file=path.name)
        batches = [conversion.feed(first, rows) for first, rows in
                   source.rows(found.sheet, found.first_row)]  # fmt: skip
        batches.append(conversion.finish())
    orders = {o[0]: dict(zip(ORDER_FIELDS, o, strict=True)) for b in batches for o in b.orders}
    lines = {number: [] for number in orders}
    for batch in batches:
        for line in batch.lines:
            lines[line[0]].append(dict(zip(LINE_FIELDS, line, strict=True)))
    assert conversion.rejects == []
    assert conversion.warnings == []
    return found.spec.channel, orders, lines


@pytest.mark.parametrize(
    ("maker", "manner", "suffix", "how"), VARIANTS,
    ids=lambda x: "-".join(x.values()) if isinstance(x, dict) else None,
)  # fmt: skip
def test_what_the_makers_write_is_read_back(tmp_path, maker, manner, suffix, how):
    told = [seen_at(order, NOW) for order in
            trade(manner, seed=7, start=START, end=NOW, count=60)]  # fmt: skip
    path = tmp_path / f"orders{suffix}"
    partial(maker.write, **how)(path, told)
    channel, orders, lines = read(path)
    assert maker.__name__.endswith(channel)
    prefix = "#" if channel == "shopify" else ""
    assert set(orders) == {prefix + order.number for order in told}
    for order in told:
        compare(channel, how, order, orders[prefix + order.number], lines[prefix + order.number])


def compare(channel, how, order, got, lines):
    free = channel == "shopee" and order.state in TURNED_AWAY
    assert got["total"] == (0 if free else order.total * 100)
    assert got["problem"] is None
    assert (got["tracking"] or "") == ("" if channel == "shopify" else order.tracking)
    if order.cancelled:
        assert (got["cancelled"], got["case_state"]) == (1, "closed")
    if order.state in AXES and channel != "shopify" and got["payment"] != "cod_due":
        assert (got["payment"], got["fulfilment"]) == AXES[order.state]
    assert got["sample"] == int(order.sample)
    if channel != "tokopedia":
        seconds = channel in {"tiktok", "shopify"}
        placed = order.placed if seconds else order.placed.replace(second=0)
        assert got["placed_at"] == at(placed.isoformat())
    assert sum(line["qty"] for line in lines) == sum(line.qty for line in order.lines)
    if channel in {"shopee", "tokopedia", "shopify", "blibli"}:
        for line, sold in zip(lines, order.lines, strict=True):
            assert (line["sku"] or "") == sold.good.sku
            assert (line["qty"], line["price"]) == (sold.qty, sold.price * 100)
            assert line["subtotal"] == sold.subtotal * 100
    if channel == "shopee" and how["variant"] not in {"old", "ph", "my"}:
        assert got["cod"] == int(order.cod)
