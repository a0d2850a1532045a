"""What a person does with tickets: each act one entry, refused with a reason, taken back whole."""

import pytest
from tests.rig import NOW, add_orders, dump, open_store
from tests.services.ticketing import chat, events, mail, take, talk, ticket

from shopdesk.clock import DAY, HOUR, Clock
from shopdesk.models.tickets import STATES, Mailbox
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets import (
    drafts,
    merging,
    replying,
    splitting,
    states,
    verbs,
    watching,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return one store for all cases: each has tickets of its own."""
    made = open_store(tmp_path_factory.mktemp("store"))
    facts = {"number": "A-1", "buyer": "dewi_88", "phone": "081234567890"}
    made.run("seed", lambda work: add_orders(work, [facts]))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def now(store):
    store.clock = Clock("Asia/Jakarta", now=NOW)


def made(store, **facts):
    """Make a ticket by hand and return its id."""
    told = {"channel": "phone", "subject": "Telepon", "body": "Kapan sampai?", "customer": "Ani"}
    change = store.do(verbs.new, **told | facts)
    with store.read() as read:
        return verbs.made(read, change.entry)[0]


def as_(monkeypatch, who):
    monkeypatch.setenv("SHOPDESK_USER", who)


def tags(store, ticket_id):
    with store.read() as read:
        rows = read.connection.exec_driver_sql(
            f"SELECT tag FROM ticket_tags WHERE ticket_id = {ticket_id} ORDER BY tag"
        )
        return [row[0] for row in rows]


def test_the_table_of_steps_is_the_one_of_the_trade():
    """Never back to new, nothing after closed, spam only back to work or to its end."""
    allowed = {
        before: {after for after in STATES if after != before and not states.why_not(before, after)}
        for before in STATES
    }
    moving = {"open", "pending", "on_hold", "solved", "closed", "spam"}
    assert allowed == {
        "new": moving, "open": moving - {"open"}, "pending": moving - {"pending"},
        "on_hold": moving - {"on_hold"}, "solved": moving - {"solved"}, "closed": set(),
        "spam": {"open", "closed"},
    }  # fmt: skip
    assert states.HEARD == {
        "new": "new", "open": "open", "pending": "open", "on_hold": "open", "solved": "open",
        "spam": "spam",
    }  # fmt: skip


def test_a_call_about_an_order_makes_a_ticket_beside_it(store):
    one = made(store, channel="whatsapp", customer="", order_id=1, body="4111 1111 1111 1111")
    row = ticket(store, one)
    assert (row.customer, row.address, row.order_id) == ("dewi_88", "6281234567890", 1)
    assert (row.state, row.messages, row.waiting_since) == ("new", 1, NOW)
    assert talk(store, one)[0].body == "**** **** **** 1111"
    ours = made(store, kind="out", channel="shopee", address="ani")
    assert (ticket(store, ours).state, talk(store, ours)[0].state) == ("pending", "copy")
    for wrong in ({"channel": "fax"}, {"body": " "}, {"order_id": 9_999},
                  {"kind": "out", "body": "Halo {nama}"}):  # fmt: skip
        with pytest.raises(Refusal):
            made(store, **wrong)


def test_an_answer_goes_to_the_wire_or_waits_for_a_copy_and_a_note_never_leaves(store):
    (by_mail,) = take(store, mail("a1", mailbox_id=None)).new
    phone = made(store)
    store.do(replying.reply, [by_mail, phone], "Besok ya kak", canned="when")
    store.do(replying.note, [by_mail, phone], "Pelanggan lama")
    for one in (by_mail, phone):
        assert [(row.kind, row.state) for row in talk(store, one)][1:] == [
            ("out", "copy"), ("note", ""),
        ]  # fmt: skip
        assert ticket(store, one).state == "pending"
    solved = store.do(replying.reply, [phone], "Beres", state="solved")
    assert (solved.label, ticket(store, phone).state) == (
        f"Answered 1 ticket (T-{phone})",
        "solved",
    )
    store.do(replying.reply, [phone], "Terima kasih")
    assert ticket(store, phone).state == "solved"


def test_answers_by_mail_go_by_the_mailbox_that_can_send(store):
    def boxes(work):
        for name, host in (("deaf", ""), ("whole", "smtp.contoh.id")):
            work.session.add(
                Mailbox(name=name, address=f"{name}@toko.id", host="h", smtp_host=host)
            )
        return work.done("boxes")

    store.run("boxes", boxes)
    for box, state in ((1, "copy"), (2, "queued")):
        (one,) = take(store, mail(f"box{box}", mailbox_id=box)).new
        store.do(replying.reply, [one], "Halo")
        assert talk(store, one)[-1].state == state
        assert talk(store, one)[-1].to_address == "siti@contoh.id"


def test_an_answer_that_would_be_wrong_is_refused_and_changes_nothing(store):
    fine, closed, junk = made(store), made(store), made(store)
    store.do(verbs.set_state, [closed], "closed")
    store.do(verbs.spam, [junk])
    before = dump(store)
    for ids, body, state, said in (
        ([fine], " ", None, "the text is empty"),
        ([fine], "Halo {buyer}", None, "buyer"),
        ([fine], "Halo {{", None, "T-"),
        ([fine, closed], "Halo", None, f"T-{closed}: it is closed"),
        ([junk], "Halo", None, "it is spam"),
        ([fine], "Halo", "new", "never becomes new"),
        ([fine], "Halo", "done", "There is no “done”"),
        ([], "Halo", None, "No ticket is chosen"),
        ([9_999], "Halo", None, "There is no ticket T-9999"),
    ):
        with pytest.raises(Refusal, match=said):
            store.do(replying.reply, ids, body, state=state)
    assert dump(store) == before


def test_nobody_answers_past_what_the_customer_or_a_colleague_has_said(store, monkeypatch):
    (one,) = take(store, chat("b1", "tabrakan")).new
    seen = talk(store, one)[-1].id
    as_(monkeypatch, "Rina")
    store.do(replying.reply, [one], "Sebentar ya", seen=seen)
    store.do(replying.reply, [one], "Masih dicek", seen=seen)  # her own does not stand in her way
    as_(monkeypatch, "Budi")
    with pytest.raises(Refusal, match="Rina has answered already"):
        store.do(replying.reply, [one], "Halo", seen=seen)
    seen = talk(store, one)[-1].id
    store.do(replying.note, [one], "catatan")
    store.do(replying.reply, [one], "Halo", seen=seen)
    take(store, chat("b2", "tabrakan"))
    with pytest.raises(Refusal, match="the customer has written again"):
        store.do(replying.reply, [one], "Halo", seen=seen + 2)
    store.do(replying.reply, [one], "Halo")


def test_labels_owner_priority_reason_and_sleep_are_written_down(store):
    one, two = made(store), made(store)
    ids = [one, two]
    store.do(verbs.assign, ids, "Rina {x}")
    store.do(verbs.prioritise, ids, "urgent")
    store.do(verbs.set_reason, ids, "damaged")
    store.do(verbs.tag, ids, add=["VIP", "#Grosir", "vip"])
    store.do(verbs.tag, ids, drop=["vip", "none"])
    store.do(verbs.snooze, ids, NOW + HOUR)
    for each in ids:
        row = ticket(store, each)
        assert (row.assignee, row.priority, row.reason) == ("Rina {x}", "urgent", "damaged")
        assert (tags(store, each), row.snoozed_until) == (["grosir"], NOW + HOUR)
        assert events(store, each, "tag") == [("", "vip", "admin"), ("", "grosir", "admin")]
        assert events(store, each, "snooze") == [("", store.clock.iso(NOW + HOUR), "admin")]
    assert store.do(verbs.assign, ids, "Rina {x}").entry is None
    store.do(verbs.set_state, [one], "solved")
    assert ticket(store, one).snoozed_until is None
    for verb, told in (
        (verbs.prioritise, "asap"), (verbs.set_reason, "angry"), (verbs.tag, ["a b"]),
        (verbs.tag, []), (verbs.snooze, NOW), (verbs.snooze, NOW + DAY), (verbs.set_state, "new"),
    ):  # fmt: skip
        with pytest.raises(Refusal):
            store.do(verb, ids, told)


def test_a_merged_ticket_leads_every_thread_to_the_one_that_stays(store):
    home, gone = take(store, mail("g1", "gab@contoh.id"), mail("g2", "gab@contoh.id")).new
    store.do(verbs.tag, [gone], add=["retur"])
    store.do(verbs.set_state, [home], "on_hold")
    store.do(verbs.prioritise, [gone], "urgent")
    before = dump(store)
    change = store.do(merging.merge, [gone, home], home)
    assert [row.key for row in talk(store, home)] == ["g1", "g2"]
    assert (ticket(store, home).state, ticket(store, home).messages) == ("open", 2)
    assert ticket(store, home).priority == "urgent"
    row = ticket(store, gone)
    assert (row.state, row.merged_into, row.messages, row.due) == ("closed", home, 0, 9_999_999_999)
    assert (tags(store, home), events(store, home, "merge")) == (
        ["retur"], [(f"T-{gone}", "", "admin")],
    )  # fmt: skip
    told = mail("g3", "gab@contoh.id", answers=("<g2@contoh.id>",))
    assert take(store, told, mail("g4", "gab@contoh.id", subject=f"[#T-{gone}]")).touched == (home,)
    for verb, args in ((replying.reply, ("Halo",)), (verbs.set_state, ("open",)),
                       (merging.merge, (home,))):  # fmt: skip
        with pytest.raises(Refusal, match=f"it was merged into T-{home}"):
            store.do(verb, [gone], *args)
    journal.undo(store)  # the mails that came since
    journal.undo(store, change.entry)
    assert dump(store) == before


def test_tickets_of_two_customers_are_not_made_one_by_a_slip(store):
    mine, theirs = take(store, mail("h1", "satu@contoh.id"), mail("h2", "dua@contoh.id")).new
    with pytest.raises(Refusal, match=r"dua@contoh.id.*satu@contoh.id"):
        store.do(merging.merge, [theirs], mine)
    assert store.do(merging.merge, [theirs], mine, anyway=True).entry
    with pytest.raises(Refusal, match="No ticket is chosen"):
        store.do(merging.merge, [mine], mine)


def test_messages_about_something_else_get_a_ticket_of_their_own(store):
    (home,) = take(store, mail("i1", "indah@contoh.id")).new
    take(store, mail("i2", "indah@contoh.id", answers=("<i1@contoh.id>",), at=NOW - 60))
    first, second = (row.id for row in talk(store, home))
    before = dump(store)
    change = store.do(splitting.split, home, [second], "Soal lain")
    with store.read() as read:
        (new,) = verbs.made(read, change.entry)
    row = ticket(store, new)
    assert (row.subject, row.state, row.split_from, row.address, row.opened_at) == (
        "Soal lain", "open", home, "indah@contoh.id", NOW - 60,
    )  # fmt: skip
    assert take(store, mail("i3", "indah@contoh.id", answers=("<i2@contoh.id>",))).touched == (new,)
    assert take(store, mail("i4", "indah@contoh.id", answers=("<i1@contoh.id>",))).touched == (
        home,
    )
    for wrong in ([], [second], [first, *(row.id for row in talk(store, home))]):
        with pytest.raises(Refusal):
            store.do(splitting.split, home, wrong)
    journal.undo(store)
    journal.undo(store)
    journal.undo(store, change.entry)
    assert dump(store) == before


def test_what_a_closed_ticket_still_needs_goes_on_in_another_one(store):
    (old,) = take(store, chat("j1", "lanjut")).new
    with pytest.raises(Refusal, match="it is not closed"):
        store.do(splitting.follow_up, old)
    store.do(verbs.set_state, [old], "closed")
    change = store.do(splitting.follow_up, old, "Uang sudah kembali kak", kind="out")
    with store.read() as read:
        (new,) = verbs.made(read, change.entry)
    row = ticket(store, new)
    assert (row.follows, row.thread, row.state, row.messages) == (old, "lanjut", "pending", 1)
    with pytest.raises(Refusal, match=f"T-{new} follows it already"):
        store.do(splitting.follow_up, old)
    assert take(store, chat("j2", "lanjut")).reopened == (new,)


def test_two_who_look_at_one_ticket_know_of_each_other(store, monkeypatch):
    one = made(store)
    as_(monkeypatch, "Rina")
    assert watching.look(store, one) == ()
    as_(monkeypatch, "Budi")
    assert watching.look(store, one) == ("Rina",)
    assert watching.look(store, one) == ("Rina",)
    store.clock = Clock("Asia/Jakarta", now=NOW + 121)
    assert watching.look(store, one) == ()
    watching.leave(store, one)
    as_(monkeypatch, "Rina")
    assert watching.look(store, one) == ()


def test_a_draft_outlives_the_program_and_ends_with_the_answer(store, monkeypatch, tmp_path):
    own = open_store(tmp_path)
    one = made(own)
    drafts.keep(own, one, "out", "Halo ka")
    drafts.keep(own, one, "out", "Halo kak [/]")
    own.close()
    again = open_store(tmp_path)
    with again.read() as read:
        assert drafts.of(read, one) == drafts.Draft("out", "Halo kak [/]", NOW)
        monkeypatch.setenv("SHOPDESK_USER", "Budi")
        assert (drafts.of(read, one), drafts.writers(read, one)) == (None, ("admin",))
    monkeypatch.delenv("SHOPDESK_USER")
    monkeypatch.setenv("USER", "admin")
    again.do(replying.note, [one], "catatan")
    with again.read() as read:
        assert drafts.of(read, one) is not None
    again.do(replying.reply, [one], "Halo kak")
    with again.read() as read:
        assert drafts.of(read, one) is None
    drafts.keep(again, one, "note", "x")
    drafts.keep(again, one, "note", "")
    with again.read() as read:
        assert drafts.of(read, one) is None
    with pytest.raises(Refusal):
        drafts.keep(again, 99, "out", "x")
    again.close()


def test_a_ticket_made_by_mistake_is_taken_back_though_somebody_looks_at_it(store):
    before = dump(store)
    one = made(store)
    watching.look(store, one)
    drafts.keep(store, one, "out", "Ha")
    journal.undo(store)
    assert dump(store) == before
