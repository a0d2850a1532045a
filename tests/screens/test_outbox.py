"""The Outbox room: looked at, approved, changed, copied, sent; rules, templates, and the buyer."""

from contextlib import asynccontextmanager

import pytest
from tests import postbox
from tests.rig import home, open_store
from tests.telling import BUYER, orders, outbox, rule
from tests.telling import shop as telling_shop

from shopdesk.screens.outbox.templates import TemplatesDialog
from shopdesk.screens.outbox.writing import Write
from shopdesk.services import messages
from shopdesk.services import orders as work_on
from shopdesk.services.messages import templates


@pytest.fixture
def room(shop, tmp_path):
    """Open the Outbox on packed orders: ``async with room() as it``."""

    @asynccontextmanager
    async def opened(media=("email", "whatsapp", "chat"), n=1, size=(120, 36), port=0, **facts):
        store = telling_shop(tmp_path, port=port)
        ids = orders(store, [f"A{at}" for at in range(1, n + 1)], **facts)
        for medium in media:
            rule(store, "packed", medium, mode="review")
        store.do(work_on.pack, ids)
        store.close()
        more = {"home": home(tmp_path)} if port else {}
        async with shop(size=size, **more) as it:
            await it.press("Q")
            await it.until(lambda: it.desk.PLACE == "outbox" and it.desk._messages.rows is not None)
            await it.pilot.pause()
            yield it

    return opened


def told(tmp_path):
    store = open_store(tmp_path)
    found = {(row.order, row.medium): row for row in outbox(store)}
    store.close()
    return found


def states(tmp_path):
    return sorted(row.state for row in told(tmp_path).values())


async def test_it_shows_what_waits_with_the_whole_text(room):
    """The text stands beside the list, so that a look is enough."""
    async with room() as it:
        shown = it.text()
        assert "To review 3" in shown
        assert "Halo Kak Sari" in shown
        assert "sari@example.com" in shown


async def test_before_the_first_message_it_says_which_key_begins(shop):
    async with shop([{"number": "A1"}]) as it:
        await it.press("Q")
        await it.until(lambda: "Nothing was written yet. R says which message" in it.text())
        it.desk.filter("@review sari")
        await it.until(lambda: "Nothing was written yet." in it.text())


async def test_one_key_approves_the_marks_and_u_takes_it_back(room, tmp_path):
    async with room() as it:
        await it.press("asterisk", "f")
        await it.until(lambda: it.grid.window.total == 0)
        assert states(tmp_path) == ["queued"] * 3
        assert "Nothing is in “To review”. tab shows the other views." in it.text()
        await it.press("u")
        await it.until(lambda: it.grid.window.total == 3)
    assert states(tmp_path) == ["review"] * 3


async def test_a_chat_text_is_copied_and_marked_as_sent(room, tmp_path, monkeypatch):
    async with room(["whatsapp"]) as it:
        copied = []
        monkeypatch.setattr(it.app, "copy_to_clipboard", copied.append)
        await it.press("y")
        await it.press("Y")
        assert copied[0].startswith("Halo Kak Sari,\n\nPesanan A1")
        assert copied[1].startswith("https://wa.me/6281234567890?text=Halo")
        await it.press("d")
        await it.until(lambda: states(tmp_path) == ["copied"])


async def test_a_text_with_something_empty_is_neither_copied_nor_approved(room, tmp_path):
    """The panel names what is empty; the keys say so too."""
    store = open_store(tmp_path)
    store.do(templates.save, "packed", "id", "", "Kota {city}")
    store.close()
    async with room(["chat"]) as it:
        assert "Blocked 1" in it.text()
        it.desk.filter("@blocked")
        await it.until(lambda: "Nothing stands for {city}" in it.text())
        await it.press("y")
        await it.said_so("{city}", "e mends the text")
        await it.press("escape")
        await it.press("f")
        await it.said_so("{city}", "Nothing was changed")
    assert states(tmp_path) == ["review"]


async def test_the_text_is_changed_before_it_goes(room, tmp_path):
    async with room(["chat"]) as it:
        await it.press("e")
        await it.until(lambda: isinstance(it.app.screen, Write))
        await it.press(*"OK ", "f2")
        await it.until(lambda: told(tmp_path)["A1", "chat"].body.startswith("OK Halo"))


async def test_hold_release_and_drop(room, tmp_path):
    async with room(["chat"]) as it:
        await it.press("t")
        await it.until(lambda: states(tmp_path) == ["held"])
        it.desk.filter("@held")
        await it.until(lambda: it.grid.row is not None)
        await it.press("T")
        await it.until(lambda: states(tmp_path) == ["review"])
        it.desk.filter("@review")
        await it.until(lambda: it.grid.row is not None)
        await it.press("x")
        await it.until(lambda: it.app.screen.is_modal)
        await it.press("enter")
        await it.until(lambda: states(tmp_path) == ["dropped"])


async def test_approved_mails_go_when_a_person_says_so(room, tmp_path):
    """s asks first, because a mail cannot be taken back; then it is in the buyer's box."""
    with postbox.opened() as box:
        async with room(["email"], n=2, port=box.port) as it:
            await it.press("asterisk", "f")
            await it.until(lambda: it.grid.window.total == 0)
            it.desk.filter("@queued")
            await it.until(lambda: it.grid.row is not None)
            await it.press("asterisk", "s")
            await it.until(lambda: "Send 2 mails?" in it.text())
            await it.press("tab", "enter")
            await it.until(lambda: len(box.raw) == 2)
            await it.until(lambda: states(tmp_path) == ["sent", "sent"])


async def test_automatic_mails_go_by_themselves(room, tmp_path):
    """The background looks now and then; what is approved goes without a key."""
    with postbox.opened() as box:
        async with room(["email"], port=box.port) as it:
            it.app.posting.turn()
            await it.until(lambda: not it.app.posting._under_way)
            await it.press("f")
            await it.until(lambda: states(tmp_path) == ["queued"])
            it.app.posting.turn()
            await it.until(lambda: len(box.raw) == 1)
            await it.until(lambda: states(tmp_path) == ["sent"])


async def test_without_a_server_sending_says_what_to_set(room):
    async with room(["email"]) as it:
        await it.press("s")
        await it.said_so("smtp_host")


async def test_a_rule_is_set_by_one_key_and_stands_beside_its_moment(room, tmp_path):
    async with room(["chat"]) as it:
        await it.press("R")
        await it.until(lambda: "every shop" in it.text())
        await it.press("f")
        await it.until(lambda: "automatic" in it.text())
        await it.press("u")
        await it.until(lambda: "automatic" not in it.text())


async def test_a_template_is_written_with_a_preview(room, tmp_path):
    """A wrong variable is told in the dialog, with what was meant; the text is not lost."""
    async with room(["chat"]) as it:
        await it.press("L")
        await it.until(lambda: isinstance(it.app.screen, TemplatesDialog))
        await it.until(lambda: "With examples" in it.text())
        await it.press("e")
        await it.until(lambda: isinstance(it.app.screen, Write))
        await it.press(*"{traking}", "f2")
        await it.until(lambda: "Do you mean {tracking}?" in it.text())
        await it.press(*["backspace"] * 9, *"{tracking}", "f2")
        await it.until(lambda: isinstance(it.app.screen, TemplatesDialog))
        await it.until(lambda: any(one.own for one in listed(tmp_path)))


def listed(tmp_path):
    store = open_store(tmp_path)
    with store.read() as read:
        found = templates.listed(read)
    store.close()
    return found


async def test_the_buyer_is_told_from_the_orders_desk(shop, tmp_path, monkeypatch):
    """N: a template, the text as it will be, then y copies it and marks it as sent."""
    async with shop([{"number": "A1", **BUYER, "email": None}]) as it:
        copied = []
        monkeypatch.setattr(it.app, "copy_to_clipboard", copied.append)
        await it.press("N")
        await it.until(lambda: "Tell the buyer" in it.text())
        it.app.screen._answer()
        await it.until(lambda: "y copies it" in it.text())
        await it.press("y")
        await it.until(lambda: states(tmp_path) == ["copied"])
        assert copied[0].startswith("Halo Kak Sari")


async def test_today_leads_to_what_waits(room):
    async with room(["chat"]) as it:
        await it.press("1")
        await it.until(lambda: "Messages to review" in it.text())


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_it_fits_every_terminal(room, size):
    async with room(size=size) as it:
        assert "A1" in it.text()
        assert "to review" in it.text()


async def test_the_outbox_counts_what_it_holds(room, tmp_path):
    async with room():
        store = open_store(tmp_path)
        with store.read() as read:
            assert messages.counts(read) == {"review": 3}
        store.close()
