"""Couriers' sheets into the timelines of parcels."""

import pytest
from tests.rig import NOW
from tests.services.shipping import HOUR, order, parcels, store

from shopdesk.channels.tracks.detect import known
from shopdesk.channels.tracks.spec import Told
from shopdesk.services.shipments.arriving import Haul, place
from shopdesk.services.stock.following import ended

__all__ = ["store"]


def take(store, spec, *told, taken=0, keep=True):
    """Place rows as a sheet of this format; return what was done."""
    kept = []

    def act(work):
        specs = {one.format: one for one in known()}
        labels = {"tracking": "No. Resi"}
        haul = Haul(specs[spec], list(told), "kurir.xlsx", "Sheet1", "", taken, labels)
        kept.append(place(work, haul))
        return ended(work, "Events")

    store.run("import", act, keep=keep)
    return kept[0]


def event(resi, ago, raw, row=2, **more):
    at = None if ago is None else NOW - ago * HOUR
    return Told(row, resi, more.pop("courier", ""), at, raw, **more)


def test_a_sheet_of_events_moves_parcels_and_orders_and_comes_again_unchanged(store):
    rows = (
        event("JX0000000001", 9, "Paket telah sampai di BEKASI", 2),
        event("JX0000000001", 3, "Paket telah diterima", 3, receiver="Budi"),
        event("ENTAH1", 3, "Paket telah diterima", 4),
        event("CM00000000002", 3, "Apa saja", 5),
    )
    planned = take(store, "courier_events", *rows, keep=False)
    assert parcels(store)["JX0000000001"].status == "info_received"
    done = take(store, "courier_events", *rows)
    assert done == planned
    counts = done.outcome
    assert (counts.new, counts.changed, counts.unchanged, counts.refused) == (3, 1, 0, 1)
    assert done.changes == [("JX0000000001", "status", "info_received", "delivered")]
    (reject,) = done.rejects
    assert (reject.row, reject.column, reject.value) == (4, "No. Resi", "ENTAH1")
    assert len(done.notes) == 1
    assert order(store, "A1").status == "delivered"
    again = take(store, "courier_events", *rows).outcome
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


def test_a_list_without_moments_counts_from_when_it_was_taken(store):
    rows = event("JX0000000001", None, "Diantar kurir"), event("JX0000000004", None, "Dijemput")
    done = take(store, "courier_statuses", *rows, taken=NOW - HOUR)
    assert done.outcome.new == 2
    one = parcels(store)["JX0000000001"]
    assert (one.status, one.last_at) == ("out_for_delivery", NOW - HOUR)
    again = take(store, "courier_statuses", *rows, taken=NOW)
    assert (again.outcome.new, again.outcome.unchanged) == (0, 2)
    assert take(store, "courier_statuses", event("JX0000000001", None, "Terkirim")).outcome.new == 1
    assert parcels(store)["JX0000000001"].delivered_at == NOW


@pytest.mark.parametrize("resi", ["jx0000000001", " JX 0000000001", "'JX0000000001"])
def test_a_resi_is_found_however_it_is_written(store, resi):
    assert take(store, "courier_events", event(resi, 1, "Terkirim")).outcome.changed == 1
