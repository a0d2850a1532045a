"""A line to type in."""

from textual import events
from textual.reactive import reactive
from textual.widgets import Input


class Field(Input):
    """An input whose editing keys act in their turn with the letters.

    Textual carries a key like backspace up to the app before it acts, but a letter acts in the
    input itself. So what is typed fast, or comes in one piece over a slow line, would be garbled.
    """

    cursor_blink = reactive(default=False, init=False)
    """Off: a blinking cursor would send bytes over a slow line for ever."""

    async def take(self, key: events.Key) -> None:
        """Let the key act here before anything else happens."""
        key._set_forwarded()  # noqa: SLF001 - what Textual does when it hands a key on
        await self._dispatch_message(key)

    async def _on_key(self, event: events.Key) -> None:
        """Do at once what the key stands for here; Textual goes on to the input's own part."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if binding.action.startswith(("scroll_", "page_")):
                continue  # a line cannot scroll: these keys are for what stands below it
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
