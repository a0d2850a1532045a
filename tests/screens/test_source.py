"""The bridge between the grid and the services: jumps stay short, and counts never crowd pages."""

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.screens import signposts
from shopdesk.screens.doorway import resolve
from shopdesk.screens.source import Rows
from shopdesk.widgets.window import PAGE, Wanted

MANY = 730


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("source"))
    opened.do(
        add_orders,
        [{"number": f"N{n:04}", "ship_by": NOW + n * 977 % 5_000, "total": n} for n in range(MANY)],
    )
    yield opened
    opened.close()


class House:
    """Answers from a real store; not before it is told to, and in the order asked."""

    def __init__(self, store):
        self.store, self.asked, self.waiting = store, [], []

    def ask(self, call, *args, then, failed=None, slot=None, **options):  # noqa: ARG002
        self.asked.append((call, args, options))
        self.waiting.append((call, args, then, options))

    def answer(self):
        call, args, then, options = self.waiting.pop(0)
        with self.store.read() as read:
            then(resolve(call)(read, *args, **options))

    def names(self):
        return [call for call, _args, _then, _options in self.waiting]


def pages(house):
    """Return what was asked for each page."""
    return [options for call, _args, options in house.asked if call == "orders.page"]


def jump(house, rows, number, total=MANY, **more):
    """Ask for a page as the grid's window does, and return the orders in it."""
    came = []
    wanted = Wanted("", "ship_by", number, min(PAGE, total - number * PAGE), **more)
    rows.page(wanted, came.append)
    while house.waiting:
        house.answer()
    return [row.number for row in came[0]]


def test_a_jump_passes_no_more_rows_than_lie_between_two_signposts(store, monkeypatch):
    monkeypatch.setattr(signposts, "APART", 150)
    house = House(store)
    rows = Rows(house, "orders")
    with store.read() as read:
        whole = [row.number for row in resolve("orders.page")(read, "", "ship_by", size=0)]
    first = jump(house, rows, 4, skip=400)
    assert first == whole[400:500]
    assert pages(house)[-1]["skip"] == 400
    for number in (7, 3, 2, 6, 5, 4, 1, 0):
        assert jump(house, rows, number, skip=number * PAGE) == whole[number * PAGE :][:PAGE]
        assert pages(house)[-1]["skip"] < 150
    ending = jump(house, rows, 2, skip=MANY - 300, from_end=True)
    assert ending == whole[200:300]
    assert pages(house)[-1]["skip"] < 150
    assert sum(call is signposts.put_up for call, _args, _options in house.asked) == 1


def test_signposts_of_a_list_that_may_have_changed_are_forgotten(store, monkeypatch):
    monkeypatch.setattr(signposts, "APART", 150)
    house = House(store)
    rows = Rows(house, "orders")
    jump(house, rows, 4, skip=400)
    rows.total("", lambda _total: None)
    house.answer()
    jump(house, rows, 4, skip=400)
    assert pages(house)[-1]["skip"] == 400
    assert sum(call is signposts.put_up for call, _args, _options in house.asked) == 2


def test_a_short_jump_and_a_list_without_signposts_go_the_plain_way(store):
    house = House(store)
    rows = Rows(house, "orders")
    assert len(jump(house, rows, 7, skip=700)) == 30
    assert signposts.put_up(None, "orders.resi", "", "") == ()
    assert [call for call, _args, _options in house.asked] == ["orders.page"]


def test_one_count_runs_at_a_time_and_the_newest_question_comes_next(store):
    house = House(store)
    rows = Rows(house, "orders")
    came = []
    for where in ("N0", "N01", "N012"):
        rows.total(where, lambda total, where=where: came.append((where, total)))
    assert house.names() == ["orders.total"]
    house.answer()
    assert house.names() == ["orders.total"]
    house.answer()
    assert house.names() == []
    assert came == [("N0", MANY), ("N012", 10)]
