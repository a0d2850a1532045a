"""Scan to pack: every piece is scanned, what is wrong is refused, a finished order is packed."""

import pytest
from tests import packing as table
from tests.packing import scan, state, verdicts
from tests.rig import NOW, open_store

from shopdesk.clock import MINUTE
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, packing, products
from shopdesk.store import engine


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPDESK_USER", "ani")
    opened = open_store(tmp_path)
    table.furnish(opened)
    yield opened
    opened.close()


def later(tmp_path, minutes, who):
    """Open the store as another packer, some minutes later."""
    return open_store(tmp_path, NOW + minutes * MINUTE)


@pytest.mark.parametrize("code", ["A-1", "JXA1", "a-1", " jxa1 "])
def test_an_order_is_found_by_its_number_or_its_resi(store, code):
    table.order(store, "A-1", {"MUG-1": 1})
    said = scan(store, code)
    assert verdicts(said) == ["order"]
    assert said.box.number == "A-1"
    assert said.box.left == 1


def test_every_piece_is_scanned_by_sku_or_barcode_and_the_last_one_packs_the_order(store):
    one = table.order(store, "A-1", {"MUG-1": 2, "KAOS-M": 1})
    said = scan(store, "A-1", "mug-1", "8991234567891", "0036000291452")
    assert verdicts(said) == ["order", "ok", "ok", "done"]
    assert said.packed == (one,)
    assert said.box is None
    assert state(store, one) == ("to_ship", "packed")


def test_a_wrong_a_surplus_and_an_unknown_piece_are_refused_and_logged(store):
    one = table.order(store, "A-1", {"MUG-1": 1, "KAOS-M": 1})
    said = scan(store, "A-1", "KOPI", "MUG-1", "MUG-1", "no such thing", "PAKET")
    assert verdicts(said) == ["order", "wrong", "ok", "surplus", "unknown", "wrong"]
    assert "does not belong into A-1" in said.heard[1].said
    assert said.box.left == 1
    assert state(store, one)[0] == "to_pack"
    with store.read() as read:
        assert [row.verdict for row in packing.scans(read, one)] == verdicts(said)


def test_a_kit_is_packed_by_its_parts(store):
    one = table.order(store, "A-1", {"PAKET": 2})
    said = scan(store, "A-1", *["MUG-1"] * 4, "KOPI", "KOPI")
    assert verdicts(said)[-1] == "done"
    assert state(store, one)[0] == "to_ship"


def test_a_count_is_typed_only_where_the_shop_allows_it(store):
    table.order(store, "A-1", {"MUG-1": 3})
    assert verdicts(scan(store, "A-1", "MUG-1=3")) == ["order", "refused"]
    (store.home.settings_file).write_text("pack_typed = true\n")
    store.settings = store.home.settings()
    assert verdicts(scan(store, "A-1", "MUG-1=4", "MUG-1=3")) == ["order", "surplus", "done"]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda store, one: store.do(orders.hold, [one], "alamat"), "on hold"),
        (lambda store, one: store.do(orders.cancel, [one], "habis"), "cancelled"),
        (lambda store, one: store.do(orders.pack, [one]), "packed already"),
    ],
)
def test_what_happened_meanwhile_stops_the_packer_with_the_reason(store, act, reason):
    one = table.order(store, "A-1", {"MUG-1": 2})
    said = scan(store, "A-1")
    act(store, one)
    said = scan(store, "MUG-1", "MUG-1", at=one)
    assert set(verdicts(said)) <= {"refused", "wrong"}
    assert any(reason in heard.said for heard in [*said.heard, *scan(store, "A-1").heard])


def test_an_unmapped_order_is_not_opened(store):
    table.order(store, "A-1", {"": 1})
    said = scan(store, "A-1")
    assert verdicts(said) == ["refused"]
    assert "unmapped" in said.heard[0].said


def test_another_order_is_not_opened_while_one_is_begun(store):
    one = table.order(store, "A-1", {"MUG-1": 2})
    two = table.order(store, "A-2", {"MUG-1": 1})
    said = scan(store, "A-1", "A-2", "A-1", "MUG-1", "A-2")
    assert verdicts(said) == ["order", "order", "order", "ok", "refused"]
    assert "1 × MUG-1" in said.heard[-1].said
    packing.put_aside(store, one, station="meja 1")
    assert verdicts(scan(store, "A-2", "MUG-1")) == ["order", "done"]
    assert state(store, two)[0] == "to_ship"
    assert scan(store, "A-1").box.left == 1


def test_what_was_scanned_survives_a_dropped_line(store, tmp_path):
    one = table.order(store, "A-1", {"MUG-1": 2})
    scan(store, "A-1", "MUG-1")
    again = open_store(tmp_path)
    with again.read() as read:
        said = packing.resume(read, station="meja 1")
    assert said.box.order_id == one
    assert said.box.left == 1
    assert verdicts(scan(again, "MUG-1", at=one)) == ["done"]
    again.close()


def test_another_packer_is_told_who_holds_an_order_until_the_lease_runs_out(
    store, tmp_path, monkeypatch
):
    one = table.order(store, "A-1", {"MUG-1": 2})
    scan(store, "A-1", "MUG-1")
    monkeypatch.setenv("SHOPDESK_USER", "budi")
    said = scan(store, "A-1", station="meja 2")
    assert verdicts(said) == ["refused"]
    assert "ani at meja 1" in said.heard[0].said
    soon = later(tmp_path, 9, "budi")
    assert verdicts(scan(soon, "A-1", station="meja 2")) == ["refused"]
    soon.close()
    late = later(tmp_path, 11, "budi")
    said = scan(late, "A-1", "MUG-1", station="meja 2")
    assert verdicts(said) == ["order", "done"]
    late.close()
    monkeypatch.setenv("SHOPDESK_USER", "ani")
    assert verdicts(scan(store, "MUG-1", at=one)) == ["wrong"]
    assert state(store, one)[0] == "to_ship"


def test_each_scan_renews_the_lease(store, tmp_path, monkeypatch):
    one = table.order(store, "A-1", {"MUG-1": 3})
    scan(store, "A-1")
    soon = later(tmp_path, 9, "ani")
    scan(soon, "MUG-1", at=one)
    soon.close()
    monkeypatch.setenv("SHOPDESK_USER", "budi")
    late = later(tmp_path, 11, "budi")
    assert verdicts(scan(late, "A-1", station="meja 2")) == ["refused"]
    with late.read() as read:
        (held,) = packing.held(read)
    assert (held.holder, held.scanned, held.pieces, held.over) == ("ani", 1, 3, False)
    late.close()


def test_the_next_order_goes_to_one_packer_only(store, monkeypatch):
    table.orders(store, {f"A-{n}": {"MUG-1": 1} for n in range(3)})
    first = packing.open_next(store, station="1").box.order_id
    monkeypatch.setenv("SHOPDESK_USER", "budi")
    second = packing.open_next(store, station="2").box.order_id
    third = packing.open_next(store, station="3").box.order_id
    assert len({first, second, third}) == 3
    with pytest.raises(Refusal, match="No order is left"):
        packing.open_next(store, station="4")
    assert packing.open_order(store, first, station="4", over=True).box.order_id == first


def test_orders_that_travel_together_are_packed_together(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    two = table.order(store, "A-2", {"MUG-1": 1, "KAOS-M": 1})
    table.bundle(store, one, two)
    said = scan(store, "A-2", "MUG-1", "MUG-1", "KAOS-M")
    assert said.heard[0].number == "A-1 + A-2"
    assert said.packed == (one, two)
    assert state(store, one) == state(store, two) == ("to_ship", "packed")
    with store.read() as read:
        assert packing.proof_holds(read, two)


def test_undo_of_packing_takes_back_just_that_order_and_it_can_be_packed_again(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    two = table.order(store, "A-2", {"MUG-1": 1})
    said = scan(store, "A-1", "MUG-1", "A-2", "MUG-1")
    assert said.packed == (one, two)
    journal.undo(store, said.heard[1].entry)
    assert state(store, one) == ("to_pack", None)
    assert state(store, two) == ("to_ship", "packed")
    assert verdicts(scan(store, "A-1", "MUG-1")) == ["order", "done"]
    with store.read() as read:
        assert packing.proof_holds(read, one)


def test_scans_that_were_rewritten_no_longer_fit_the_proof(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    scan(store, "A-1", "KOPI", "MUG-1", "A-1")
    with store.read() as read:
        assert packing.proof_holds(read, one)
    past_every_guard = engine.connect(store.home.store, store.key.hexadecimal)
    past_every_guard.execute("DROP TRIGGER scans_only_added_delete")
    past_every_guard.execute("DELETE FROM scans WHERE verdict = 'wrong'")
    past_every_guard.close()
    with store.read() as read:
        assert packing.proof_holds(read, one) is False
        assert "no proof" in packing.happenings(read, one)[-1].what


def test_a_proof_that_was_rewritten_too_no_longer_fits_the_journal(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    scan(store, "A-1", "MUG-1")
    with store.read() as read:
        forged = packing.evidence.proof(packing.scans(read, one)[1:])

    def forge(work):
        from sqlalchemy import text

        work.connection.execute(text("UPDATE pickings SET proof = :it"), {"it": forged})
        return work.done("Forged")

    store.run("forge", forge)
    with store.read() as read:
        assert packing.proof_holds(read, one) is False


def test_nobody_changes_a_scan(store):
    table.order(store, "A-1", {"MUG-1": 1})
    scan(store, "A-1")
    for statement in ("UPDATE scans SET code = 'x'", "DELETE FROM scans"):
        with pytest.raises(Exception, match="only added"), store.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_the_history_of_an_order_tells_its_scans(store):
    one = table.order(store, "A-1", {"MUG-1": 2})
    scan(store, "A-1", "KOPI", "MUG-1", "MUG-1")
    with store.read() as read:
        told = [(h.what, h.who) for h in orders.show(read, one).history]
    assert ("Scanned 2 × MUG-1", "ani · meja 1") in told
    assert ("Wrong scan refused: KOPI", "ani · meja 1") in told


def test_a_packer_sees_the_own_day(store, monkeypatch):
    table.orders(store, {f"A-{n}": {"MUG-1": 2} for n in range(2)})
    scan(store, "A-0", "MUG-1", "KOPI", "MUG-1", "A-1", "MUG-1")
    with store.read() as read:
        mine, other = packing.tally(read), packing.tally(read, "budi")
    assert (mine.orders, mine.pieces, mine.missed) == (1, 3, 1)
    assert other.orders == 0


def test_racks_are_found_by_the_filter(store):
    with store.read() as read:
        assert len(products.ids(read, "rack:B-")) == 2
