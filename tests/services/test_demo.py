from tests.rig import NOW, dump, open_store

from shopdesk.models.orders import STATUSES
from shopdesk.services import demo, figures, orders, products, statistics, tickets
from shopdesk.services.analyses import funnel
from shopdesk.services.products import finding

DAY = 86_400


def test_the_demo_shop_has_every_state_and_never_ages(tmp_path):
    store = open_store(tmp_path)
    demo.load(store)
    with store.read() as read:
        counts = orders.counts(read)
        skus = read.connection.exec_driver_sql("SELECT count(DISTINCT sku) FROM listings").scalar()
        channels = read.connection.exec_driver_sql(
            "SELECT channel, count(DISTINCT shop_id) FROM orders GROUP BY channel"
        ).fetchall()
    assert set(counts) == set(STATUSES)
    assert all(counts.values())
    assert sum(counts.values()) >= 600
    assert skus >= 60
    assert len(channels) >= 5
    assert max(n for _channel, n in channels) >= 2
    with store.read() as read:
        _catalogue_has_life(read)
        _customers_have_written(read)
        _visitors_were_counted(read)
    before = dump(store)
    demo.load(store)
    assert dump(store) == before
    store.close()

    later = open_store(tmp_path, NOW + 3 * DAY)
    demo.load(later)
    with later.read() as read:
        assert orders.counts(read) == counts
        assert orders.total(read, "placed:today") == _placed_today(before)
    later.close()


def _catalogue_has_life(read):
    """Every SKU that was ordered is there, some are low, one is oversold, some sell nowhere."""
    assert products.total(read) >= 71
    unknown = "SELECT count(*) FROM listings WHERE sku <> '' AND lower(sku) NOT IN (SELECT sku_key "
    assert read.connection.exec_driver_sql(f"{unknown} FROM variants)").scalar() == 0
    found = {word: products.total(read, f"is:{word}") for word in finding.IS}
    assert found["oversold"] == 1
    assert 3 <= found["low"] <= 12
    assert all(found.values()), found
    assert {row.channels for row in products.page(read, "is:kit")} >= {(), ("shopee", "shopify")}
    (short,) = products.page(read, "is:oversold")
    assert short.level.oversold == 2
    ledger = products.show(read, short.id).ledger
    assert {row.kind for row in ledger} == {"receipt", "sale"}
    assert min(row.balance for row in ledger) >= 0


def _customers_have_written(read):
    """Tickets of every channel and state; most find their orders, many wait too long."""
    rows = tickets.page(read, "", size=100)
    assert 36 <= len(rows) <= 44
    assert {row.channel for row in rows} == {"shopee", "tiktok", "whatsapp", "email"}
    assert {row.state for row in rows} >= {"new", "open", "pending", "solved", "spam"}
    assert sum(row.order is not None for row in rows) >= 20
    assert len(tickets.ids(read, "reason:where is:unanswered")) >= 6
    found = {where: tickets.total(read, where) for where in (
        "is:late", "is:unassigned", "-is:unassigned", "tag:komplain", "priority:urgent",
        "is:unanswered", "channel:email bahan",
    )}  # fmt: skip
    assert all(found.values()), found


def _visitors_were_counted(read):
    """Three shops tell of their visitors up to yesterday; the web shop missed two days."""
    flows = funnel.funnel(read, figures.scope_of(read, "2026-11-01..2026-11-22"))
    assert {flow.source: len(flow.missing) for flow in flows} == {
        "shopee": 0, "tiktok": 0, "ga4": 2,
    }  # fmt: skip
    assert all(0 < flow.conversion < 0.1 for flow in flows)
    assert {one.day for one in statistics.newest(read)} == {20_779}


def _placed_today(dumped):
    from shopdesk.models import Base

    place = [c.name for c in Base.metadata.tables["orders"].columns].index("placed_at")
    start = NOW - 16 * 3600
    return sum(start <= row[place] < start + DAY for row in dumped["orders"])
