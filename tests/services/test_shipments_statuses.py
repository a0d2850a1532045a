"""What couriers' texts mean."""

import pytest
from tests.services.shipping import parcels, store, told

from shopdesk import tables
from shopdesk.models.shipments import STATUSES
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.shipments import meaning, rules
from shopdesk.services.shipments.statuses import courier_of

__all__ = ["store"]
JNT = {
    "Paket telah diterima oleh CIKARANG_HUB": "picked_up",
    "Paket akan dikirimkan ke JAKARTA_KEB": "in_transit",
    "Paket telah sampai di SURABAYA": "in_transit",
    "Paket akan dikirim ke alamat penerima": "out_for_delivery",
    "Paket telah diterima": "delivered",
    "Paket disimpan di gudang J&T": "on_hold",
    "Package returned to seller": "returned",
    "Cancelled AWB": "cancelled",
    "Cancelled AWB by Seller": "cancelled",
    "Cancelled AWB by J&T": "cancelled",
}
JNE = {
    "SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [JAKARTA]": "picked_up",
    "SHIPMENT PICKED UP BY JNE COURIER [BEKASI]": "picked_up",
    "RECEIVED AT SORTING CENTER [JAKARTA]": "in_transit",
    "Received at inbound station BANDUNG": "in_transit",
    "PROCESSED AT SORTING CENTER [CENGKARENG]": "in_transit",
    "DEPARTED FROM TRANSIT [GATEWAY JAKARTA]": "in_transit",
    "RECEIVED AT WAREHOUSE [BANDUNG]": "in_transit",
    "With delivery courier BANDUNG": "out_for_delivery",
    "WITH DELIVERY COURIER [BANDUNG]": "out_for_delivery",
    "Delivered to BUDI | 21-11-2026 10:15 | BANDUNG": "delivered",
    "DELIVERED TO [BUDI | 21-11-2026 10:15 | BANDUNG]": "delivered",
}
SICEPAT = {
    "PICKREQ": "info_received", "DROP": "picked_up", "PICK": "picked_up", "IN": "in_transit",
    "OUT": "in_transit", "ANT": "out_for_delivery", "DELIVERED": "delivered", "RTN": "returning",
    "CNEE": "failed_attempt", "BAD ADDRESS": "failed_attempt",
}  # fmt: skip
ANYBODY = {
    "Paket dibawa kurir": "out_for_delivery", "Diterima oleh BUDI": "delivered",
    "Penerima tidak di tempat": "failed_attempt", "Bad address": "failed_attempt",
    "Return in progress": "returning", "Terkirim": "delivered", "Diantar kurir": "out_for_delivery",
}  # fmt: skip
TRACKERS = {
    "Pending": "pending", "InfoReceived": "info_received", "InTransit": "in_transit",
    "OutForDelivery": "out_for_delivery", "AttemptFail": "failed_attempt",
    "AvailableForPickup": "ready_for_pickup", "Delivered": "delivered", "Exception": "on_hold",
    "Expired": "on_hold", "Delivered_004": "delivered", "NotFound": "pending",
    "DeliveryFailure": "failed_attempt", "Exception_Returning": "returning",
    "Exception_Returned": "returned", "transit": "in_transit", "undelivered": "failed_attempt",
    "placed": "pending", "courier_not_found": "pending", "picking_up": "info_received",
    "picked": "picked_up", "dropping_off": "out_for_delivery", "on_hold": "on_hold",
    "rejected": "returning", "return_in_transit": "returning", "disposed": "lost",
    "cancelled": "cancelled",
}  # fmt: skip


@pytest.mark.parametrize(("text", "status"), JNT.items())
@pytest.mark.parametrize("courier", ["J&T Express", "jnt", "J&T REG"])
def test_what_jnt_says(courier, text, status):
    assert meaning(courier, text) == status
    assert meaning(courier, f"  {text.upper()} ") == status


def test_a_pickup_at_a_branch_begins_like_a_delivery_and_is_none():
    """The trap: the longest rule decides, and more text than a rule has is no delivery."""
    assert meaning("J&T Express", "Paket telah diterima oleh X") == "picked_up"
    assert meaning("J&T Express", "Paket telah diterima") == "delivered"
    assert meaning("J&T Express", "Paket telah diterima di sebuah tempat") is None


def test_the_code_of_jnt_tells_the_end_of_the_way():
    assert meaning("J&T Express", "Paket telah diterima", "100") == "delivered"
    assert meaning("J&T Express", "Ditandatangani", "200") == "delivered"
    assert meaning("J&T Express", "Ditandatangani", "100") is None


@pytest.mark.parametrize(("text", "status"), JNE.items())
def test_what_jne_says_in_capitals_or_not(text, status):
    assert meaning("JNE", text) == meaning("JNE REG", text.lower()) == status


@pytest.mark.parametrize(("code", "status"), SICEPAT.items())
def test_what_sicepat_says_by_code(code, status):
    assert meaning("SiCepat", "Apa saja", code) == status
    assert meaning("sicepat", code) == status


def test_a_code_of_one_courier_means_nothing_at_another():
    assert meaning("JNE", "IN") is None
    assert meaning("", "ANT") is None


@pytest.mark.parametrize(("text", "status"), (ANYBODY | TRACKERS).items())
def test_what_anybody_says(text, status):
    assert meaning("Kurir Baru", text) == status
    assert meaning(None, "x", text) == status or text in ANYBODY


def test_a_word_that_one_tracker_uses_otherwise():
    assert meaning("", "pickup") is None
    assert meaning("", "pickup", source="trackingmore") == "out_for_delivery"


def test_every_row_of_the_table_says_a_status_of_the_house():
    for row in tables.rows("courier_statuses"):
        assert row["status"] in STATUSES
        assert ("code" in row) != ("text" in row)
        if "courier" in row:
            assert courier_of(row["courier"]) == row["courier"]
        said = row.get("text", row.get("code")).replace("*", "x")
        told_by = row.get("courier", ""), said, said, row.get("by", "")
        assert meaning(*told_by) is not None, row


@pytest.mark.parametrize(
    ("name", "courier"),
    [
        ("JNT", "J&T Express"), ("J&T Cargo", "J&T Cargo"), ("jtr", "JNE"), ("JNE YES", "JNE"),
        ("SPX Standard", "SPX"), ("SiCepat REG", "SiCepat"), ("ID Express", "ID Express"),
        ("Kurir Baru", "Kurir Baru"), ("", ""),
    ],
)  # fmt: skip
def test_couriers_by_any_of_their_names(name, courier):
    assert courier_of(name) == courier


def test_an_unknown_text_keeps_the_status_and_is_listed_until_somebody_says_what_it_means(store):
    told(
        store,
        ("JX0000000001", 9, "Paket telah sampai di BEKASI"),
        ("JX0000000001", 5, "Paket dititipkan"),
        ("JX0000000004", 4, "PAKET dititipkan"),
        ("CM00000000002", 3, "Paket dititipkan"),
    )
    one = parcels(store)["JX0000000001"]
    assert (one.status, one.raw) == ("in_transit", "Paket dititipkan")
    with store.read() as read:
        listed = [(row.courier, row.raw, row.n, row.parcels) for row in rules.unmapped(read)]
    assert listed == [("J&T Express", "PAKET dititipkan", 2, 2), ("JNE", "Paket dititipkan", 1, 1)]
    assert set(parcels(store, "is:unmapped")) == {"JX0000000001", "JX0000000004", "CM00000000002"}

    change = store.do(rules.teach, "paket dititipkan", "ready_for_pickup", "jnt")
    now = parcels(store)
    assert now["JX0000000001"].status == now["JX0000000004"].status == "ready_for_pickup"
    assert now["CM00000000002"].status == "info_received"
    told(store, ("JX0000000004", 1, "Paket  dititipkan"))
    assert set(parcels(store, "is:unmapped")) == {"CM00000000002"}

    journal.undo(store)
    journal.undo(store, change.entry)
    assert parcels(store)["JX0000000001"].status == "in_transit"
    assert len(parcels(store, "is:unmapped")) == 3


def test_what_a_person_taught_stands_before_the_table_and_can_be_forgotten(store):
    told(store, ("JX0000000001", 5, "Paket telah sampai di GUDANG RETUR"))
    assert parcels(store)["JX0000000001"].status == "in_transit"
    store.do(rules.teach, "Paket telah sampai di GUDANG RETUR*", "returning")
    assert parcels(store)["JX0000000001"].status == "returning"
    store.do(rules.forget, "paket telah sampai di gudang retur*")
    assert parcels(store)["JX0000000001"].status == "in_transit"


def test_a_meaning_that_there_is_not_is_refused(store):
    with pytest.raises(Refusal):
        store.do(rules.teach, "Paket dititipkan", "nowhere")
    with pytest.raises(Refusal):
        store.do(rules.teach, " * ", "lost")
    with pytest.raises(Refusal):
        store.do(rules.forget, "Paket dititipkan")
