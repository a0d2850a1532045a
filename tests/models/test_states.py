import pytest

from shopdesk.models.states import Axes, Own, merge, progress, queue_word


@pytest.mark.parametrize(
    ("told", "own", "word"),
    [
        (Axes("unpaid", "new"), Own(), "unpaid"),
        (Axes("paid", "ready"), Own(), "to_pack"),
        (Axes("cod_due", "ready"), Own(), "to_pack"),
        (Axes("paid", "ready"), Own(fulfilment="packed"), "to_ship"),
        (Axes("paid", "packed"), Own(), "to_ship"),
        (Axes("paid", "ready"), Own(fulfilment="handed_over"), "shipped"),
        (Axes("paid", "in_transit"), Own(fulfilment="packed"), "shipped"),
        (Axes("paid", "delivered"), Own(), "delivered"),
        (Axes("paid", "delivered", "closed"), Own(), "completed"),
        (Axes("paid", "ready", "none", cancelled=True), Own(), "cancelled"),
        (Axes("paid", "ready"), Own(case="cancelled"), "cancelled"),
        (Axes("expired", "new"), Own(), "cancelled"),
        (Axes("paid", "returned_to_sender"), Own(), "returned"),
        (Axes("paid", "lost"), Own(), "exception"),
        (Axes("unpaid", "new"), Own(payment="paid"), "to_pack"),
    ],
)
def test_the_queues_word(told, own, word):
    merged, _conflict = merge(told, own)
    assert queue_word(merged, channel="shopee", held=False, problem=False) == word


def test_a_web_shops_unpaid_order_waits_for_a_person():
    assert queue_word(Axes("unpaid", "ready"), channel="shopify", held=False, problem=False) == (
        "to_verify"
    )


def test_an_unknown_status_is_an_exception_and_a_hold_shows():
    axes = Axes("paid", "ready")
    assert queue_word(axes, channel="shopee", held=False, problem=True) == "exception"
    assert queue_word(axes, channel="shopee", held=True, problem=False) == "on_hold"


@pytest.mark.parametrize(
    ("told", "own", "conflict"),
    [
        (Axes("paid", "ready", cancelled=True), Own(fulfilment="packed"), "cancelled_after_packed"),
        (Axes("paid", "ready", cancelled=True), Own(), None),
        (Axes("paid", "in_transit"), Own(case="cancelled"), "cancelled_here_but_in_transit"),
        (Axes("denied", "new"), Own(payment="paid"), "verified_but_denied"),
    ],
)
def test_contradictions_are_written_down(told, own, conflict):
    assert merge(told, own)[1] == conflict


def test_a_stale_export_does_not_throw_an_order_back():
    merged, _conflict = merge(Axes("paid", "ready"), Own(fulfilment="handed_over"))
    assert merged.fulfilment == "handed_over"


def test_progress_grows_along_an_orders_life():
    life = [
        Axes("unpaid", "new"), Axes("paid", "ready"), Axes("paid", "packed"),
        Axes("paid", "in_transit"), Axes("paid", "delivered"), Axes("paid", "delivered", "closed"),
    ]  # fmt: skip
    assert [progress(axes) for axes in life] == sorted({progress(axes) for axes in life})
    assert progress(Axes("paid", "ready", cancelled=True)) > progress(life[-1])
