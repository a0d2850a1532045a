"""The declared action: one line gives the key, the footer, the palette, the help and its reason.

A class that can act (the app, a desk, the grid) lists its ``ACTIONS`` and inherits ``Acts``.
Nothing else binds a key. The order of the list is the order everywhere, and never changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Literal

from textual.binding import Binding

from shopdesk.locale import N_, _

__all__ = ["FOOTER", "N_", "Action", "Acts", "Reach", "sign", "spelt", "swallowed", "use_keys"]

Reach = Literal["marks", "row", "desk"]
"""What an action works on: the marks or else the row, only the row, or the desk as a whole."""

FOOTER: Final = 8
"""A footer never carries more actions than this."""

SWALLOWED: Final = frozenset(
    {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+left_square_bracket", "ctrl+s", "ctrl+z"}
    | {"ctrl+\\", "ctrl+backslash", "ctrl+b", "ctrl+a", "ctrl+enter", "shift+enter"}
    | {"f1", "f10", "f11"}
)
"""Keys that terminals, tmux and SSH keep for themselves: never the only key of an action."""

_SIGNS: Final = {
    "colon": ":", "comma": ",", "slash": "/", "question_mark": "?", "asterisk": "*",
    "less_than_sign": "<", "exclamation_mark": "!", "number_sign": "#", "dollar_sign": "$",
    "at": "@", "ampersand": "&", "percent_sign": "%", "plus": "+", "minus": "-", "equals_sign": "=",
    "greater_than_sign": ">", "left_square_bracket": "[", "right_square_bracket": "]",
    "escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "shift+tab": "⇧tab",
}  # fmt: skip


_own: Mapping[str, str] = {}


def use_keys(own: Mapping[str, str]) -> None:
    """Show and listen to a person's own keys from now on: ``orders.ship`` to ``S``."""
    global _own  # noqa: PLW0603 - one terminal has one keyboard
    _own = own


def spelt(keys: str) -> tuple[str, ...]:
    """Return keys with commas between them as Textual names them: ``?`` is ``question_mark``."""
    return tuple(binding.key for binding in Binding.make_bindings([Binding(keys, "")]))


def swallowed(key: str) -> bool:
    """Tell whether this key may not reach us from behind some terminal."""
    return key in SWALLOWED or key.startswith(("ctrl+shift+", "alt+", "meta+"))


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done, declared once.

    Attributes:
        id: the method is ``do_<id>``; a user's keymap names it ``<place>.<id>``.
        key: one key or several with commas; the first is the one shown.
        label: a verb, short enough for the footer (English, translated when shown).
        help: one line for the help and the palette.
        reach: what it works on.
        check: given the place, returns why it cannot be done now, or None.
        footer: it stands in the footer.
        irreversible: it asks first, because undo cannot take it back.
        writes: it changes the store; a read-only role sees it dimmed.
        place: where it is declared; the class that lists it says so.
    """

    id: str
    key: str
    label: str
    help: str
    reach: Reach = "desk"
    check: Callable[[Any], str | None] | None = None
    footer: bool = False
    irreversible: bool = False
    writes: bool = False
    place: str = ""

    @property
    def name(self) -> str:
        """What a person's keymap calls it."""
        return f"{self.place}.{self.id}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that it listens to, as Textual names them."""
        return spelt(_own.get(self.name, self.key))

    @property
    def sign(self) -> str:
        """The first key as people write it."""
        return sign(self.keys[0])

    def binding(self) -> Binding:
        """Return Textual's binding of this action, with the id that a keymap names."""
        return Binding(self.key, f"act('{self.id}')", self.label, show=False, id=self.name)

    def refusal(self, place: "Acts") -> str | None:
        """Return why this action cannot be done in this place now, or None."""
        if self.writes and place.read_only:
            return _("You may look, but not change anything here.")
        return self.check(place) if self.check else None


def sign(key: str) -> str:
    """Return a Textual key name as people write it: ``/`` for ``slash``, ``^x`` for ``ctrl+x``."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _SIGNS.get(key, key)


class Acts:
    """Something that acts: it lists its actions, and every key follows from the list."""

    ACTIONS: ClassVar[Sequence[Action]] = ()
    PLACE: ClassVar[str] = ""
    """The name before the dot in a user's keymap: "orders" in ``orders.ship``."""

    read_only: bool = False

    def __init_subclass__(cls, **options: Any) -> None:
        """Turn the declared actions into bindings before Textual collects them.

        Each key is bound twice. Textual carries a key to the focused widget and back before it
        looks for an ordinary binding; keys typed meanwhile would still go to the old focus. So a
        priority binding acts at once, wherever nobody types text.
        """
        if "ACTIONS" in cls.__dict__:
            place = cls.PLACE or cls.__name__.lower()
            cls.ACTIONS = tuple(replace(action, place=place) for action in cls.ACTIONS)
            bindings = [action.binding() for action in cls.ACTIONS]
            at_once = [
                replace(binding, action=f"at_once('{action.id}')", priority=True)
                for binding, action in zip(bindings, cls.ACTIONS, strict=True)
            ]
            cls.BINDINGS = [*at_once, *bindings]  # type: ignore[attr-defined]
        super().__init_subclass__(**options)

    @classmethod
    def actions(cls) -> Iterator[Action]:
        """Yield the class's own actions in their order, then those it inherits."""
        for one in cls.__mro__:
            yield from one.__dict__.get("ACTIONS", ())

    def perform(self, action: Action) -> None:
        """Do the action, or tell why it cannot be done now."""
        reason = action.refusal(self)
        if reason is None:
            self.method(action)()
        else:
            self.tell(reason)

    def method(self, action: Action) -> Callable[[], None]:
        """Return what does the action."""
        found: Callable[[], None] = getattr(self, f"do_{action.id}")
        return found

    def tell(self, reason: str) -> None:
        """Show a person why a key did nothing."""
        app: Any = self.app  # type: ignore[attr-defined]
        if isinstance(app, Acts):
            app.tell(reason)
        else:
            app.notify(reason, severity="warning", markup=False)

    def action_act(self, name: str) -> None:
        """Run the named action: what every binding calls."""
        self.perform(next(action for action in self.actions() if action.id == name))

    def action_at_once(self, name: str) -> None:
        """Run the named action before the next key is looked at."""
        self.action_act(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys act at once only where nobody types text and no dialog stands in front."""
        if action != "at_once":
            checked: bool | None = super().check_action(action, parameters)  # type: ignore[misc]
            return checked
        screen: Any = self.app.screen  # type: ignore[attr-defined]
        in_front = not screen.is_modal or self is screen
        return in_front and (screen.focused is None or isinstance(screen.focused, Acts))
