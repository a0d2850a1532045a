"""A person's own keys, checked before they count: Textual itself takes anything, in silence."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from textual.keys import Keys, key_to_character

from shopdesk.locale import _
from shopdesk.widgets.action import Action, Acts, sign, spelt, swallowed

Scope = Sequence[type[Acts]]
"""Places that listen at the same time: a desk, its grid, the house."""

_NAMED: Final = frozenset(key.value for key in Keys) | {"space"}
_SHIFTS: Final = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})


def check(
    own: Mapping[str, str], scopes: Iterable[Scope]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that may count, and a sentence for each that may not.

    An action whose own key may not count keeps the one it was declared with.
    """
    heard = [
        {action.name: action for place in scope for action in place.actions()} for scope in scopes
    ]
    known = {name: action for scope in heard for name, action in scope.items()}
    good: dict[str, str] = {}
    sentences: list[str] = []
    for name, keys in own.items():
        if sentence := _wrong(name, keys, known):
            sentences.append(sentence)
        else:
            good[name] = keys
    while clash := _clash(good, heard):
        name, sentence = clash
        del good[name]
        sentences.append(sentence)
    return good, tuple(sentences)


def _wrong(name: str, keys: str, known: Mapping[str, Action]) -> str | None:
    """Return what is wrong with the key of one action, whatever the others are."""
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = " " + _("Do you mean “{near}”?").format(near=near[0]) if near else ""
        return _("keys: there is no action “{name}”.").format(name=name) + hint
    if not all(_is_key(key.strip()) for key in keys.split(",")):
        said = _("keys: “{keys}” for {name} is no key. Write S, ctrl+g, f5, question_mark …")
        return said.format(keys=keys, name=name)
    if all(swallowed(key) for key in spelt(keys)):
        said = _("keys: “{keys}” for {name} never arrives behind some terminals.")
        return said.format(keys=keys, name=name)
    return None


def _clash(
    good: Mapping[str, str], heard: Sequence[Mapping[str, Action]]
) -> tuple[str, str] | None:
    """Return an action whose own key another one in the same scope has, and the sentence."""
    for scope in heard:
        for name in (name for name in good if name in scope):
            wanted = set(spelt(good[name]))
            for other, action in scope.items():
                shared = wanted & set(spelt(good.get(other, action.key)))
                if other != name and shared:
                    said = _("keys: {key} for {name} is the key of {other} already.")
                    key = sign(min(shared))
                    return name, said.format(key=key, name=name, other=other)
    return None


def _is_key(key: str) -> bool:
    """Tell whether Textual can ever report this key."""
    if len(key) <= 1:
        return key.isprintable() and bool(key)
    *shifts, last = key.split("+")
    if not set(shifts) <= _SHIFTS:
        return False
    return key in _NAMED or last in _NAMED or _is_sign(last, alone=not shifts)


def _is_sign(name: str, *, alone: bool) -> bool:
    """Tell whether this is a sign, or the long name of one: ``question_mark``."""
    if len(name) == 1:
        return name.isprintable() and not alone
    return key_to_character(name) is not None
