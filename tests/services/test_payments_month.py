"""A seeded month with its traps, matched by itself; and one line wanted by many at once."""

import sqlalchemy as sa
from tests import paying
from tests.makers.month import Month
from tests.makers.payments import RP, credit, lines
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import HOUR
from shopdesk.models.payments import Match
from shopdesk.services import journal


def test_what_is_matched_by_itself_in_a_month_of_traps_is_right_without_exception(tmp_path):
    store = open_store(tmp_path)
    month = Month(store, orders=240, lines=720)
    month.live()
    score = month.score(0)
    whole = journal.verify(store).ok
    store.close()
    assert score.wrong == ()
    assert score.lines == 720
    assert score.traps >= 0.05 * 720 * 0.8
    assert score.recall > 0.75
    assert score.clean_recall > 0.9
    assert whole


def test_one_line_never_pays_two_orders_even_if_many_ask_at_once(tmp_path):
    racers, rounds = 4, 6
    store = open_store(tmp_path)
    orders = [
        {"number": f"A-{n}", "total": 150_000 * RP, "payment": "unpaid", "placed_at": NOW - HOUR}
        for n in range(racers * rounds)
    ]
    store.run("seed", lambda work: add_orders(work, orders))
    lines(store, *(credit(150_000) for _n in range(rounds)))
    told = list(paying.race(tmp_path, racers, rounds))
    assert [sorted(said) for said in told] == [["lost"] * (racers - 1) + ["won"]] * rounds
    with store.read() as read:
        pairs = read.connection.execute(sa.select(Match.payment_id, Match.order_id)).fetchall()
    store.close()
    assert len(pairs) == len({line for line, _order in pairs}) == rounds
