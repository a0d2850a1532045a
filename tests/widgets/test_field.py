"""A field: what is typed ahead stands as it was typed."""

from textual import events
from textual.app import App

from shopdesk.widgets.field import Field


class OneField(App):
    def compose(self):
        yield Field()


async def test_editing_keys_act_in_their_turn_with_the_letters():
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        for key in ("a", "b", "x", "backspace", "c", "left", "-", "home", "#", "end", "!"):
            app.post_message(_key(key))
        await pilot.pause()
        assert field.value == "#ab-c!"
        for key in ("ctrl+u", "n", "e", "w"):
            app.post_message(_key(key))
        await pilot.pause()
        assert field.value == "new"


def _key(name):
    return events.Key(name, name if len(name) == 1 else None)
