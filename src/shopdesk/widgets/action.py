"""The declared action: one line gives the key, the footer, the palette, the help and its reason.

A class that can act (the app, a desk, the grid) lists its ``ACTIONS`` and inherits ``Acts``.
Nothing else binds a key. The order of the list is the order everywhere, and never changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Literal

from textual.binding import Binding

from shopdesk.locale import _

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
    "colon": ":", "slash": "/", "question_mark": "?", "asterisk": "*", "less_than_sign": "<",
    "greater_than_sign": ">", "left_square_bracket": "[", "right_square_bracket": "]",
    "escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "shift+tab": "⇧tab",
}  # fmt: skip


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know
    """Mark a word for the catalogues where it is declared; it is translated where it is shown."""
    return message


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

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of the action, as Textual names them."""
        return tuple(binding.key for binding in Binding.make_bindings([self.binding("")]))

    @property
    def sign(self) -> str:
        """The first key as people write it."""
        return sign(self.keys[0])

    def binding(self, place: str) -> Binding:
        """Return Textual's binding of this action, with an id that a keymap can name."""
        return Binding(
            self.key,
            f"act('{self.id}')",
            self.label,
            show=False,
            id=f"{place}.{self.id}" if place else None,
        )

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
            bindings = [action.binding(cls.PLACE) for action in cls.ACTIONS]
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
        self.notify(reason, severity="warning", markup=False)  # type: ignore[attr-defined]

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
