"""Which parcels are asked for, what is written down of the answers, and what a bad day leaves."""

import json
import threading

import pytest
from tests import trackers_server as shapes
from tests.rig import NOW, add_orders, home, open_store
from tests.services.shipping import DAY, HOUR, order, parcels
from tests.trackers_server import KEY, Still, replaying

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.connectors.pace import Watch
from shopdesk.refusal import Refusal
from shopdesk.services import journal, secrets, shipments, trackers
from shopdesk.services.stock.following import ended
from shopdesk.store import Store

MINUTE = 60


@pytest.fixture
def server():
    with replaying() as server:
        yield server


@pytest.fixture
def shop(tmp_path, server):
    """Open a store with so many parcels on their way, and BinderByte (replayed) set."""
    opened = []

    def make(count=3, tracker="binderbyte", key=KEY, now=lambda: NOW, **facts):
        place = home(tmp_path)
        place.root.mkdir(parents=True, exist_ok=True)
        words = [f'tracker = "{tracker}"', f'tracker_address = "{server.address}"']
        place.settings_file.write_text("\n".join(words))
        store = Store.open(place, Clock("Asia/Jakarta", now=now))
        opened.append(store)
        told = {"courier": "J&T Express", "fulfilment": "handed_over",
                "shipped_at": NOW - 2 * DAY, "placed_at": NOW - 3 * DAY}  # fmt: skip
        orders = [{"number": f"A{n}", "tracking": f"JP{n:010d}", **told, **facts}
                  for n in range(1, count + 1)]  # fmt: skip
        store.run("seed", lambda work: ended(work, add_orders(work, orders).label))
        if key:
            store.do(secrets.put, tracker, key)
        return store

    yield make
    for store in opened:
        store.close()
    tables.use(None)


def ask(store, ids=None, still=None, listener=None, **more):
    still = still or Still()
    return trackers.refresh(
        store, listener, ids, watch=Watch(still.now, still.sleep), **more
    )  # fmt: skip


def rows(store):
    return sorted(parcels(store).values(), key=lambda row: row.tracking)


def stand(store):
    with store.read() as read:
        found = read.connection.exec_driver_sql("SELECT tracking, asked_at, trouble FROM parcels")
        return {row[0]: (row[1], row[2]) for row in found}


def test_a_round_writes_down_where_parcels_are(shop, server):
    store = shop(3)
    done = ask(store)
    assert (done.asked, done.new, done.changed, done.left, done.stopped) == (3, 9, 3, 0, "")
    assert done.sentence == "Asked for 3 parcels: 9 new events, 3 changed."
    assert [row.status for row in rows(store)] == ["out_for_delivery"] * 3
    with store.read() as read:
        events = shipments.timeline(read, rows(store)[0].id)
    assert {event.source for event in events} >= {"binderbyte"}
    assert order(store, "A1").status == "shipped"
    assert set(stand(store).values()) == {(NOW, None)}


@pytest.mark.parametrize("tracker", ["binderbyte", "komerce", "biteship", "kiriminaja"])
def test_every_tracker_brings_parcels_to_the_buyers_door(shop, server, tracker):
    store = shop(1, tracker)
    assert ask(store).new == 3
    assert rows(store)[0].status in ("out_for_delivery", "delivered")


def test_the_answers_of_twenty_are_one_entry_and_the_net_is_asked_outside_of_it(shop, server):
    store = shop(45)
    free = []

    def progress(_resi, n, _share):
        # While the tracker is asked somebody else can write.
        if n % 15 == 0:
            free.append(store.do(secrets.put, "smtp", f"x{n}"))

    done = ask(store, listener=trackers.Listener(progress))
    assert (done.asked, len(done.entries), len(free)) == (45, 3, 3)


def test_what_was_asked_is_not_asked_again_before_it_is_old(shop, server):
    at = [NOW]
    store = shop(2, now=lambda: at[0])
    ask(store)
    assert ask(store).sentence == "No parcel has to be asked for now."
    at[0] += 50 * MINUTE
    assert ask(store).asked == 0
    at[0] += 20 * MINUTE  # out for delivery: after an hour
    assert ask(store).asked == 2
    assert len(server.asked) == 4


def test_the_longest_not_asked_comes_first_and_a_limit_leaves_the_rest(shop, server):
    at = [NOW]
    store = shop(5, now=lambda: at[0])
    assert ask(store, limit=2).left == 3
    at[0] += 3 * HOUR
    assert ask(store, limit=4).left == 1
    assert server.numbers == [f"JP{n:010d}" for n in (1, 2, 3, 4, 5, 1)]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, 1),
        ({"shipped_at": NOW - HOUR}, 0),
        ({"shipped_at": NOW - 70 * DAY, "placed_at": NOW - 70 * DAY}, 0),
        ({"fulfilment": "delivered"}, 0),
        ({"tracking": ""}, 0),
        ({"fulfilment": "ready", "shipped_at": None}, 1),
    ],
    ids=["under way", "just handed over", "given up", "ended", "no resi", "resi only"],
)
def test_only_parcels_under_way_are_due(shop, server, facts, asked):
    assert ask(shop(1, **facts)).asked == asked


def test_whoever_names_parcels_may_ask_sooner_but_not_at_once_again(shop, server):
    at = [NOW]
    store = shop(3, now=lambda: at[0], shipped_at=NOW - HOUR)
    ids = [row.id for row in rows(store)][:2]
    assert ask(store).asked == 0
    assert ask(store, ids).asked == 2
    at[0] += 9 * MINUTE
    assert ask(store, ids).asked == 0
    at[0] += MINUTE
    assert ask(store, ids).asked == 2


def test_orders_that_share_a_number_are_asked_for_once(shop, server):
    store = shop(2, tracking="JP0000000009")
    assert ask(store).asked == 1
    assert (len(server.asked), len(stand(store))) == (1, 1)
    assert [row.status for row in shipments_of(store)] == ["out_for_delivery"] * 2


def shipments_of(store):
    with store.read() as read:
        return shipments.page(read)


def test_the_end_of_the_telephone_goes_along_only_where_it_is_wanted(shop, server):
    store = shop(1, "komerce", courier="JNE", phone="+62 812-3456-7890")
    ask(store)
    assert server.asked[0][2]["last_phone_number"] == "67890"
    assert ("courier", "jne") in server.asked[0][2].items()


def test_a_masked_telephone_is_not_guessed(shop, server):
    ask(shop(1, "komerce", courier="JNE", phone="******90"))
    assert "last_phone_number" not in server.asked[0][2]


def test_a_courier_that_the_tracker_does_not_know_is_no_question(shop, server):
    store = shop(1, courier="Kurir Toko")
    done = ask(store)
    assert server.asked == []
    assert done.troubled == (
        ("JP0000000001", "BinderByte does not know the courier “Kurir Toko”."),
    )
    assert stand(store)["JP0000000001"][0] == NOW


def test_the_trouble_of_one_parcel_is_noted_on_it_and_the_others_go_on(shop, server):
    store = shop(1)
    store.run("seed", lambda work: ended(work, add_orders(
        work, [{"number": "B1", "tracking": "NO1", "courier": "JNE", "shipped_at": NOW - DAY,
                "fulfilment": "handed_over"}], "generic").label))  # fmt: skip
    done = ask(store)
    assert (done.asked, done.new, done.stopped) == (2, 3, "")
    why = "BinderByte knows nothing of it: Data not found"
    assert (done.troubled, stand(store)["NO1"]) == ((("NO1", why),), (NOW, why))
    assert done.sentence.endswith("1 changed, 1 without an answer.")


def test_a_trouble_goes_with_the_next_good_answer(shop, server):
    at = [NOW]
    store = shop(1, now=lambda: at[0])
    server.say(200, b"<html>")
    assert "not JSON" in dict(ask(store).troubled)["JP0000000001"]
    at[0] += 3 * HOUR
    ask(store)
    assert stand(store)["JP0000000001"] == (at[0], None)


@pytest.mark.parametrize(
    ("answer", "word", "asked"),
    [
        ({"status": 401}, "does not take the key", 1),
        ({"status": 429, "headers": {"Retry-After": "900"}}, "900 s of rest", 1),
        ({"status": 500, "times": 99}, "out of order", 6),
    ],
    ids=["key", "too often", "broken"],
)
def test_a_tracker_that_is_not_there_ends_the_round_and_no_parcel_is_to_blame(
    shop, server, answer, word, asked
):
    store = shop(5)
    server.say(**answer)
    done = ask(store)
    assert (done.asked, done.left, word in done.stopped, len(server.asked)) == (0, 5, True, asked)
    assert set(stand(store).values()) == {(None, None)}
    assert KEY not in done.sentence


def test_one_question_that_finds_nobody_is_noted_if_a_later_one_is_answered(shop, server):
    store = shop(3)
    server.say(500, times=3)
    done = ask(store)
    assert (done.asked, done.left, [one for one, _why in done.troubled]) == (
        3, 0, ["JP0000000001"],
    )  # fmt: skip


def test_what_was_heard_before_the_end_of_a_round_is_kept(shop, server):
    store = shop(4)
    for _turn in range(2):
        server.say(200, json.dumps(shapes.binderbyte("x")).encode())
    server.say(401)
    done = ask(store)
    assert (done.asked, done.left, done.new) == (2, 2, 6)


def test_a_stop_ends_the_round_between_two_parcels(shop, server):
    store = shop(5)
    told = []
    listener = trackers.Listener(lambda *said: told.append(said), lambda: len(told) > 2)
    done = ask(store, listener=listener)
    assert (done.asked, done.left, done.stopped) == (2, 3, "Stopped.")
    assert told[1] == ("JP0000000002", 1, 0.2)


def test_no_tracker_and_no_key_are_said_with_the_way_out(shop, server):
    with pytest.raises(Refusal, match="config set tracker"):
        ask(shop(1, "", key=None))
    tables.use(None)


def test_a_key_that_is_missing_is_said_with_the_way_out(shop, server):
    with pytest.raises(Refusal, match="config secret set biteship"):
        ask(shop(1, "biteship", key=None))
    assert server.asked == []


def test_one_round_at_a_time(shop, server):
    store = shop(1)
    began, over = threading.Event(), threading.Event()

    def progress(*_said):
        began.set()
        over.wait(20)

    thread = threading.Thread(target=ask, args=(store,), kwargs={
        "listener": trackers.Listener(progress)})  # fmt: skip
    thread.start()
    began.wait(20)
    with pytest.raises(Refusal, match="already"):
        ask(store)
    over.set()
    thread.join()
    assert len(server.asked) == 1


def test_a_round_does_not_stand_between_a_person_and_their_undo(shop, server):
    """The newest entry is the round's; what is taken back is what the person did."""
    store = shop(1)
    person = store.run("more", lambda work: add_orders(work, [{"number": "B1"}], "generic"))
    done = ask(store)
    assert done.entries[0] > person.entry
    assert journal.undo(store).label == "Undid: Added 1 orders"
    assert rows(store)[0].status == "out_for_delivery"


def test_the_journal_holds_no_key(shop, server, tmp_path):
    store = shop(2)
    ask(store)
    with store.read() as read:
        for table in ("journal_entries", "journal_rows"):
            told = read.connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert KEY not in repr(told)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


def test_a_store_opened_elsewhere_sees_the_round(shop, server, tmp_path):
    store = shop(1)
    ask(store)
    again = open_store(tmp_path)
    assert rows(again)[0].status == "out_for_delivery"
    again.close()
