"""Live chat through Chatwoot: pulled without loss or doubles, answered once, states told."""

import pytest
from tests.chatwoot_server import ACCOUNT, TOKEN, serving
from tests.rig import NOW, open_store
from tests.trackers_server import Still

from shopdesk.connectors.pace import Watch
from shopdesk.connectors.trouble import Trouble
from shopdesk.services import secrets, tickets
from shopdesk.services.tickets import chatwoot, replying, sending, verbs

MINUTE = 60


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def store(tmp_path, server):
    folder = tmp_path / "shop"
    store = open_store(folder)
    store.settings = _set(store, server.address)
    store.do(secrets.put, "chatwoot", TOKEN)
    yield store
    store.close()


def _set(store, address):
    from dataclasses import replace

    return replace(store.settings, chatwoot_address=address, chatwoot_account=ACCOUNT)


def pull(store):
    still = Still()
    return chatwoot.fetch(store, watch=Watch(still.now, still.sleep))


def rows(store, text=""):
    with store.read() as read:
        return tickets.page(read, text, size=200)


def card(store, number):
    with store.read() as read:
        return tickets.show(read, number)


def test_nothing_is_asked_where_no_account_is_set(tmp_path):
    store = open_store(tmp_path / "shop")
    assert chatwoot.fetch(store) is None
    store.close()


def test_talks_become_tickets_once_with_all_that_was_said(store, server):
    server.talk(11, "Channel::FacebookPage", name="Sari", phone_number="+6281300001234")
    server.talks[11]["additional_attributes"] = {"type": "instagram_direct_message"}
    server.post(11, NOW - 50 * MINUTE, "Kak, ready?", files=[("foto.jpg", 900)])
    server.post(11, NOW - 49 * MINUTE, "Sari was assigned", "activity")
    server.post(11, NOW - 45 * MINUTE, "Ready kak", "out")
    server.post(11, NOW - 44 * MINUTE, "pelanggan lama", "out", private=True)
    server.talk(12, name="Budi", email="budi@example.com")
    server.post(12, NOW - 40 * MINUTE, "Halo")
    first = pull(store)
    assert (first.messages, len(first.new)) == (4, 2)
    sari, budi = (next(r for r in rows(store) if r.customer == name) for name in ("Sari", "Budi"))
    assert (sari.channel, sari.state, budi.channel, budi.address) == (
        "instagram", "pending", "web", "budi@example.com",
    )  # fmt: skip
    told = card(store, sari.id).messages
    assert [(m.kind, m.body) for m in told] == [
        ("in", "Kak, ready?"), ("out", "Ready kak"), ("note", "pelanggan lama"),
    ]  # fmt: skip
    (file,) = told[0].files
    assert (file.told_name, file.size, file.kept) == ("foto.jpg", 900, False)
    server.asked.clear()
    assert pull(store).messages == 0
    assert [path.rpartition("/")[2] for _m, path, _f, _b in server.asked] == [
        "conversations", "messages",
    ]  # fmt: skip
    server.post(11, NOW - 5 * MINUTE, "Jadi kak")
    assert pull(store).touched == (sari.id,)
    assert card(store, sari.id).row.state == "open"


def test_pages_of_talks_and_posts_are_read_to_their_end(store, server):
    for number in range(1, 61):
        server.talk(number, name=f"P{number}")
        server.post(number, NOW - 5_000 + number, f"Halo {number}")
    for n in range(250):
        server.post(60, NOW - 4_000 + n, f"baris {n}")
    server.talk(99, status="resolved", name="Arsip")
    server.post(99, NOW - 900, "lama")

    def moves(page):  # a talk of the last page is active again while the first one is read
        if page == 1:
            server.after_page = None
            server.post(1, NOW - 10, "masih di sini")

    server.after_page = moves
    taken = pull(store)
    assert (len(taken.new), taken.messages) == (59, 59 + 250)
    again = pull(store)
    assert (len(again.new), again.messages) == (1, 2)
    assert pull(store).messages == 0
    assert "Arsip" not in {row.customer for row in rows(store)}
    server.post(99, NOW - 1, "saya lagi")
    assert pull(store).messages == 2


def test_a_pull_that_breaks_off_goes_on_without_loss_or_doubles(store, server):
    for number in range(1, 31):
        server.talk(number, name=f"P{number}")
        server.post(number, NOW - 5_000 + number, "Halo")
    server.after_page = lambda page: server.fail.extend([500] * 9) if page == 2 else None
    with pytest.raises(Trouble) as caught:
        pull(store)
    assert TOKEN not in str(caught.value)
    kept = len(rows(store))
    assert kept == 25
    server.after_page, server.fail = None, []
    assert pull(store).messages == 5
    assert len(rows(store)) == 30


def test_troubles_say_what_is_wrong_and_never_the_token(store, server):
    for status, kind in ((401, "denied"), (404, "unknown"), (429, "busy"), (503, "unreachable")):
        server.fail = [status] * 3
        with pytest.raises(Trouble) as caught:
            pull(store)
        assert caught.value.kind == kind
        assert TOKEN not in str(caught.value)
        server.fail = []
    server.talk(1)
    server.talks[1]["id"] = "satu"
    with pytest.raises(Trouble) as caught:
        pull(store)
    assert caught.value.kind == "garbled"


def test_an_answer_is_posted_once_even_if_nobody_says_that_it_came(store, server):
    server.talk(11, name="Sari")
    server.post(11, NOW - 50 * MINUTE, "Kak, ready?")
    (ticket,) = pull(store).new
    with store.read() as read:
        way = chatwoot.line(read)
    mark = chatwoot.mark_of(ticket, 1, NOW)
    thread = way.thread(11)
    assert chatwoot.wired(thread)
    server.deaf = 1
    with pytest.raises(Trouble):
        chatwoot.push(way, thread, "Ready kak", mark)
    key = chatwoot.push(way, thread, "Ready kak", mark, again=True)
    assert [p["content"] for p in server.posts[11]] == ["Kak, ready?", "Ready kak"]
    assert key == way.key(server.posts[11][1]["id"])
    posted = [body for method, path, _f, body in server.asked if method == "POST"]
    assert posted == [{
        "content": "Ready kak", "message_type": "outgoing", "private": False,
        "content_type": "text", "content_attributes": {"shopdesk": mark},
    }]  # fmt: skip


def test_a_reply_goes_by_the_sender_and_does_not_come_back_as_a_second_one(store, server):
    server.talk(11, name="Sari")
    server.post(11, NOW - 50 * MINUTE, "Kak, ready?")
    (ticket,) = pull(store).new
    store.do(replying.reply, [ticket], "Ready kak", state="solved")
    sending.send_due(store)
    out = card(store, ticket).messages[-1]
    assert (out.kind, out.state) == ("out", "sent")
    pull(store)
    assert [m.body for m in card(store, ticket).messages] == ["Kak, ready?", "Ready kak"]
    assert server.talks[11]["status"] == "resolved"


def test_who_solves_a_talk_there_has_solved_it_here_and_the_other_way_round(store, server):
    for number in (11, 12):
        server.talk(number, name=f"P{number}")
        server.post(number, NOW - 50 * MINUTE, "Kak, ready?")
    first, second = sorted(pull(store).new)
    server.talks[12]["status"] = "resolved"
    server.talks[12]["last_activity_at"] = NOW - 10
    pull(store)
    states = {row.id: row.state for row in rows(store)}
    threads = {row.id: row.customer for row in rows(store)}
    solved = next(one for one in (first, second) if threads[one] == "P12")
    other = first + second - solved
    assert (states[solved], states[other]) == ("solved", "new")
    store.do(verbs.set_state, [other], "pending")
    pull(store)
    assert server.talks[11]["status"] == "snoozed"
