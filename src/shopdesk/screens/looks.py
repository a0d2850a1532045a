"""How the workstation looks and speaks: colours, signs, language, keys, and their settings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from shopdesk import locale
from shopdesk.config import Home, Settings
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.desk import Desk
from shopdesk.screens.doorway import Store
from shopdesk.screens.errands import Errands
from shopdesk.settings import put
from shopdesk.widgets import glyphs
from shopdesk.widgets.action import use_keys
from shopdesk.widgets.plain import Plain
from shopdesk.widgets.theme import OWN, opposite

if TYPE_CHECKING:
    from shopdesk.screens.dialogs.ask import Answers
    from shopdesk.screens.keymap import Scope


class Looks(Errands):
    """The app as far as a person may choose how it looks. Without a home nothing is remembered."""

    def __init__(self, opener: Callable[[], Store], home: Home | None, settings: Settings) -> None:
        super().__init__(opener)
        self.home = home
        self.settings = settings
        self.plain = Plain()
        self._filters.append(self.plain)
        for theme in OWN:
            self.register_theme(theme)
        self.set_reactive(Looks.theme, self.settings.theme)  # before any style is worked out
        self._refresh_truecolor_filter(self.ansi_theme)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode").set_class(not dark, "-light-mode")
        self._wear_signs()

    @property
    def desks(self) -> Sequence[type[Desk]]:
        """Every kind of desk, in the order of their keys."""
        raise NotImplementedError

    @classmethod
    def scopes(cls) -> "Sequence[Scope]":
        """Return which places listen at the same time."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Stand still, and listen to the person's own keys."""
        self.animation_level = "none"
        use_keys({})
        if self.settings.keys:
            self._hear_own_keys()

    def _hear_own_keys(self) -> None:
        from shopdesk.screens import keymap

        own, sentences = keymap.check(self.settings.keys, self.scopes())
        use_keys(own)
        self.set_keymap(own)
        if sentences:
            self.tell("\n".join(sentences), wrong=True)

    def change(self, **chosen: Any) -> None:
        """Set these settings, for now and for later."""
        old = self.settings
        new = {name: value for name, value in chosen.items() if getattr(old, name) != value}
        self.settings = replace(old, **new)
        try:
            for name, value in new.items():
                if self.home:
                    put(self.home.settings_file, name, value)
        except Refusal as refusal:
            self.tell(str(refusal), wrong=True)
        self.theme = self.settings.theme
        if "ascii" in new:
            self._wear_signs()
            self.refresh_css(animate=False)
        if "language" in new:
            self.speak(locale.choose(setting=self.settings.language))

    def _wear_signs(self) -> None:
        plain = self.settings.ascii
        glyphs.use(glyphs.ASCII if plain else glyphs.DRAWN)
        self.plain.enabled = plain
        self.set_class(plain, "-ascii")

    def speak(self, language: str) -> None:
        """Speak this language from now on: every desk is put up anew."""
        locale.use(language)
        self.call_later(self._put_up_anew)

    async def _put_up_anew(self) -> None:
        """Take every desk down, and put the one in front up again on the filter it had."""
        here, where = self.current_mode, getattr(self.desk, "where", None)
        with self.batch_update():
            self.add_mode("between", Screen)
            await self.switch_mode("between")
            for mode in [mode for mode in self._screen_stacks if mode in self.MODES]:
                await self.remove_mode(mode)
                self.add_mode(mode, self.MODES[mode])
            self.doorway.forget()
            await self.switch_mode(here)
            await self.remove_mode("between")
        desk: Any = self.desk
        if where and desk is not None:
            desk.call_after_refresh(desk.filter, where)

    def do_theme(self) -> None:
        """Change between light and dark."""
        self.change(theme=opposite(self.theme, dark=self.current_theme.dark))

    def do_language(self) -> None:
        """Change between Indonesian and English."""
        self.change(language="en" if locale.language() == "id" else "id")

    def do_settings(self) -> None:
        """Show the settings, to be changed."""
        from shopdesk.screens.dialogs.settings import settings_form

        where = str(self.home.settings_file) if self.home else ""
        desks = {desk.PLACE: _(desk.NAME) for desk in self.desks}
        self.push_screen(settings_form(self.settings, where, desks), self._choose)

    def _choose(self, answers: "Answers | None") -> None:
        from shopdesk.screens.dialogs.settings import wishes

        if answers:
            self.change(**wishes(answers))
