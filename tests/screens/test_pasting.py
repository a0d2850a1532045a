"""Pasting a chat on the Tickets desk: one dialog, one ticket, and what is wrong in a sentence."""

from textual.widgets import Input, TextArea

from shopdesk.screens.tickets.pasting import open_pasting

CHAT = "budi_s 10:05\nHalo \x1b[31mkak\nPenjual 10:07\nYa kak"


async def test_a_pasted_chat_becomes_a_ticket(shop):
    made = []
    async with shop([], (80, 24)) as it:
        open_pasting(it.app, made.append)
        await it.pilot.pause()
        it.app.screen.query_one("#ask-customer", Input).value = "budi_s"
        await it.press("f2")
        assert "Chat: an answer is needed." in it.text()
        it.app.screen.query_one("#ask-text", TextArea).text = CHAT
        await it.press("f2")
        await it.until(lambda: made)
        assert made[0].label == "Pasted 2 messages: T-1"
