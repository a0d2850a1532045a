"""Saved views in the store, and what the filter may do to it."""

import random

import pytest
import sqlalchemy as sa
from tests.rig import NOW, add_orders, dump, open_store

from shopdesk.filters import FilterError
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, views
from shopdesk.services.orders import similar, values


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPDESK_USER", "sari")
    opened = open_store(tmp_path)
    opened.do(
        add_orders,
        [
            {"number": "2611A001", "buyer": "budiman", "courier": "JNE", "ship_by": NOW - 60},
            {"number": "2611A002", "recipient": "Sri Ayu", "tracking": "JX0011223344"},
            {"number": "2611B777", "total": 9_000_000, "courier": "J&T Express"},
        ],
    )
    yield opened
    opened.close()


def names(store, where):
    with store.read() as read:
        return sorted(row.number for row in orders.page(read, where))


def every(store, area="orders"):
    with store.read() as read:
        return views.every(read, area)


def save(store, name, where, **more):
    return store.do(views.save, "orders", name, where, **more)


def test_a_saved_view_is_a_filter_wherever_one_is_taken(store):
    save(store, "@Mahal banget", "total>50k sort:-total", columns=("number", "total"))
    (view,) = every(store)
    assert (view.name, view.owner, view.columns) == ("Mahal-banget", "sari", ("number", "total"))
    assert view.wrong is None
    with store.read() as read:
        assert orders.total(read, "@mahal_banget") == 1
        assert orders.ids(read, "@Mahal-banget 2611B") == orders.ids(read, "2611B777")
        assert views.known(read, "orders")["late"] == "is:late sort:ship_by"
    assert names(store, "@mahal-banget buyer:budi") == []


def test_saving_again_overwrites_and_undo_brings_the_former_filter_back(store):
    save(store, "kurir", "courier:jne")
    change = save(store, "kurir", "courier:j&t")
    assert change.label == "Changed the view “kurir”"
    assert names(store, "@kurir") == ["2611B777"]
    journal.undo(store)
    assert names(store, "@kurir") == ["2611A001"]
    journal.undo(store)
    assert every(store) == ()
    journal.redo(store)
    assert names(store, "@kurir") == ["2611A001"]


def test_a_view_removed_and_saved_again_is_the_same_to_undo(store):
    save(store, "kurir", "courier:jne")
    removed = store.do(views.remove, "orders", "kurir")
    save(store, "kurir", "courier:j&t")
    with pytest.raises(Refusal, match="later work touched"):
        journal.undo(store, removed.entry)


def test_mine_outranks_the_shops_and_others_do_not_see_it(store, monkeypatch):
    save(store, "pagi", "courier:jne", shop=True)
    save(store, "pagi", "courier:j&t")
    assert names(store, "@pagi") == ["2611B777"]
    monkeypatch.setenv("SHOPDESK_USER", "dewi")
    assert names(store, "@pagi") == ["2611A001"]
    assert [view.shared for view in every(store)] == [True]
    store.do(views.remove, "orders", "pagi")
    with pytest.raises(Refusal, match="no saved view “pagi”"):
        store.do(views.remove, "orders", "pagi")


def test_rename(store):
    save(store, "lama", "is:late")
    store.do(views.rename, "orders", "lama", "Lama")
    store.do(views.rename, "orders", "lama", "baru")
    assert [view.name for view in every(store)] == ["baru"]
    save(store, "lain", "@baru courier:jne")
    with pytest.raises(Refusal, match="“lain” is made of “baru”"):
        store.do(views.rename, "orders", "baru", "lama")
    with pytest.raises(Refusal, match="“lain” is made of “baru”"):
        store.do(views.remove, "orders", "baru")
    with pytest.raises(Refusal, match="a view “baru” already"):
        store.do(views.rename, "orders", "lain", "baru")


@pytest.mark.parametrize("name", ["work", "@LATE", "stuck", "Today"])
def test_a_built_in_view_cannot_be_touched(store, name):
    for verb, more in ((views.save, ["is:late"]), (views.rename, ["x"]), (views.remove, [])):
        with pytest.raises(Refusal, match="built in"):
            store.do(verb, "orders", name, *more)


@pytest.mark.parametrize("name", ["", " ", "a,b", 'a"b', "-x", "x" * 41, "[red]", "a/b"])
def test_a_name_that_cannot_be_typed_is_refused(store, name):
    with pytest.raises(Refusal, match="cannot name a view"):
        save(store, name, "is:late")


def test_a_view_that_would_contain_itself_is_refused(store):
    with pytest.raises(FilterError, match="“a” contains itself"):
        save(store, "a", "mug @a")
    save(store, "a", "mug")
    save(store, "b", "@a 2611")
    save(store, "c", "@b")
    with pytest.raises(FilterError, match="contains itself") as caught:
        save(store, "a", "blue @c")
    assert (caught.value.start, caught.value.end) == (5, 7)
    assert names(store, "@c") == ["2611A001", "2611A002", "2611B777"]


def test_the_shops_view_is_not_made_of_mine(store):
    save(store, "mine", "courier:jne")
    with pytest.raises(FilterError, match="no saved view “mine”"):
        save(store, "ours", "@mine", shop=True)


def test_a_view_of_a_field_that_is_gone_says_so(store):
    save(store, "warna", "courier:jne")

    def age(work):
        work.connection.exec_driver_sql("UPDATE saved_views SET filter = 'warna:biru'")
        return work.done("aged")

    store.do(age)
    assert "There is no field “warna”" in every(store)[0].wrong
    with pytest.raises(FilterError, match="“warna” cannot be used: There is no field “warna”"):
        names(store, "mug @warna")
    store.do(views.remove, "orders", "warna")


def test_an_area_that_is_not_there_is_refused(store):
    with pytest.raises(Refusal, match="no area “pesanan”; there is orders"):
        store.do(views.save, "pesanan", "x", "is:late")


def test_the_values_to_complete_are_those_of_the_store(store):
    with store.read() as read:
        held = values.held(read)
        assert values.channels(read) == ("shopify",)
    assert set(held["courier"]) == {"JNE", "J&T Express"}
    assert (held["shop"], held["sku"], held["province"]) == (("Toko Uji",), ("MUG-1",), ())


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("budinan", ["budiman"]),
        ("budmian", ["budiman"]),
        ("2611A01", ["2611A001"]),
        ("JX0011223354", ["JX0011223344"]),
        ("mgu", []),
        ("JX0O11223344", ["JX0011223344"]),
        ("bvdi", []),
        ("birru", ["Biru"]),
        ("-budinan", []),
        ("budiman", []),
        ("zzzzzzzz", []),
        ("@work status:to_pack budinan", ["budiman"]),
        ('"sri ayo"', ['"Sri Ayu"']),
    ],
)
def test_a_slip_of_the_finger_finds_the_word_that_was_meant(store, where, words):
    with store.read() as read:
        found = similar.near(read, where)
    assert [one.word for one in found][:1] == words
    for one in found:
        assert names(store, where[: one.start] + one.word + where[one.end :])


def test_mine_is_what_i_did_something_to_today(store, monkeypatch):
    monkeypatch.setenv("SHOPDESK_USER", "budi")
    assert names(store, "is:mine") == []
    with store.read() as read:
        first, second, third = orders.find(read, ["2611A001", "2611A002", "2611B777"])
    store.do(orders.note, [first], "cek alamat")
    store.do(orders.pack, [second])
    store.do(orders.hold, [third], "stok")
    assert names(store, "is:mine") == ["2611A001", "2611A002", "2611B777"]
    assert names(store, "is:mine is:held sort:-total") == ["2611B777"]
    assert names(store, "-is:mine") == []
    journal.undo(store)
    assert names(store, "is:mine") == ["2611A001", "2611A002"]
    monkeypatch.setenv("SHOPDESK_USER", "dewi")
    assert names(store, "is:mine") == []


PARTS = (
    "status:", "to_pack", "to_ship", ",", "-", "mug", "2611", "is:", "late", "stuck", "mine",
    "unmapped", "sort:", "total", "placed", ":", ">=", "<", "100k", "1jt", "..", "today",
    "last-week", "2026-11", "@work", "@late", "@kurir", "courier:", '"', "J&T", " ", " ", " ",
    "sku:", "shop:", "product:", "number:", "%", "_", "\\", "'", ";", "--", "\x00", "\ud800",
    "蓝色", "[/]", "NEAR", "OR", "*", "(", ")", "9" * 30,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_10000_random_filters_ask_and_never_write(store, seed):
    """A quarter of them for each seed, so that they can be tried side by side."""
    save(store, "kurir", "courier:jne")
    asked, before = set(), dump(store)
    sa.event.listen(
        store.engine, "before_cursor_execute",
        lambda _c, _k, statement, *_more: asked.add(statement.lstrip()[:40].upper()),
    )  # fmt: skip
    dice, answered = random.Random(seed), 0
    with store.read() as read:
        asked.clear()
        for _turn in range(2_500):
            where = "".join(dice.choices(PARTS, k=dice.randrange(1, 9)))
            try:
                orders.page(read, where, size=2)
            except FilterError:
                continue
            answered += 1
            if answered % 50 == 0:
                assert orders.total(read, where) == len(orders.ids(read, where))
    assert answered > 500
    own = "CREATE VIRTUAL TABLE IF NOT EXISTS TEMP."  # this connection's look at the index
    assert {one for one in asked if not one.startswith(("SELECT", own))} == set()
    assert dump(store) == before
