"""An order beside the list and whole: lines, money, parcel, timeline, notes; at three widths."""

import pytest

from shopdesk.screens.dialogs.reader import Reader
from shopdesk.widgets.record_panel import RecordPanel

ORDER = {
    "number": "A-1", "total": 9_500_000, "subtotal": 9_000_000, "shipping_fee": 1_000_000,
    "discount": 500_000, "courier": "JNE", "tracking": "JX0001112223", "market_status": "Dikemas",
}  # fmt: skip


def panel(it):
    return it.desk.query_one(RecordPanel)


async def shown(it):
    """Wait for the panel, and return its words."""
    await it.until(lambda: "A-1" in panel(it)._content.plain)
    return panel(it)._content.plain


async def test_a_narrow_terminal_opens_the_order_whole(shop):
    async with shop([ORDER], size=(80, 24)) as it:
        assert not panel(it).display
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Reader))
        said = it.app.screen._paper.content().plain
        for words in ("1 × Mug Biru", "MUG-1", "Rp95.000", "JX0001112223", "Timeline", "placed"):
            assert words in said


async def test_a_normal_one_has_the_panel_and_a_wide_one_the_timeline_too(shop):
    async with shop([ORDER], size=(120, 36)) as it:
        said = await shown(it)
        assert "Parcel" in said
        assert "Timeline" not in said
    async with shop(size=(180, 50)) as it:
        assert "Timeline" in await shown(it)


async def test_the_amounts_stand_under_each_other_and_add_up(shop):
    async with shop([ORDER]) as it:
        lines = (await shown(it)).splitlines()
        money = lines[lines.index("Money") + 1 :][:4]
        assert [line.split() for line in money] == [
            ["Subtotal", "Rp90.000"], ["Shipping", "Rp10.000"], ["Discount", "-Rp5.000"],
            ["Total", "Rp95.000"],
        ]  # fmt: skip
        assert len({len(line) for line in money}) == 1


@pytest.mark.parametrize("text", ["snake_case is kept", "shopee"])
async def test_notes_are_told_as_they_were_written(shop, text):
    async with shop([ORDER]) as it:
        await it.press("n")
        await it.until(lambda: it.app.screen is not it.desk)
        await it.type(text)
        await it.press("enter")
        await it.until(lambda: "Notes" in panel(it)._content.plain)
        assert text in panel(it)._content.plain


async def test_what_was_done_here_stands_in_the_timeline_with_who_did_it(shop):
    async with shop([ORDER], size=(180, 50)) as it:
        await it.press("b")
        await it.said_so("Packed")
        await it.until(lambda: "Packed 1 order" in panel(it)._content.plain)
        line = next(x for x in panel(it)._content.plain.splitlines() if "Packed 1 order" in x)
        assert line.endswith("#2")


async def test_an_answer_from_before_an_act_does_not_stay_in_the_panel(shop):
    async with shop([ORDER]) as it:
        await shown(it)
        wanted, cards = it.desk._shown, []
        it.app.ask("orders.show", it.grid.row.id, then=cards.append)
        await it.until(lambda: cards)
        await it.press("b")
        await it.until(lambda: it.grid.row.status == "to_ship")
        it.desk._panel(wanted, cards[0])
        it.desk.on_grid_moved()
        await it.until(lambda: panel(it)._content.plain.splitlines()[1].startswith("to ship"))
