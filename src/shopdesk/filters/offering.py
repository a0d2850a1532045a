"""What may come next in a filter that is being typed."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from shopdesk.filters.reading import loose
from shopdesk.filters.terms import Fields, Values
from shopdesk.filters.writing import quoted
from shopdesk.periods import WORDS

_FIELD: Final = re.compile(r"(?P<name>[A-Za-z_]\w*)(?P<op>>=|<=|[:=<>])", re.ASCII)
_ORDERS: Final = (":", ">", ">=", "<", "<=")
_SHORTEST: Final = 2
"""Letters of a bare word before values are looked through for it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on: the text to put in place of the fragment, and what it speaks of.

    ``word`` is a value of ``field`` ("is", "sort" and "@" count as fields), or empty where the
    field itself is offered.
    """

    text: str
    field: str
    word: str = ""


def fragment(text: str, cursor: int) -> tuple[int, int]:
    """Return the columns of the term at the cursor that a completion would replace."""
    start, within = 0, False
    for at, char in enumerate(text[:cursor]):
        if char == '"':
            within = not within
        elif char.isspace() and not within:
            start = at + 1
    return start, cursor


def complete(text: str, cursor: int, fields: Fields, values: Values | None = None) -> list[Offer]:
    """Return what may stand for the fragment at the cursor, likeliest first; none in a phrase."""
    word = text[slice(*fragment(text, cursor))]
    known = values or {}
    minus = "-" if word.startswith("-") else ""
    bare = word.removeprefix("-")
    if bare.startswith("@"):
        return list(_words("@", known.get("@", ()), bare[1:], "@")) if not minus else []
    if found := _FIELD.match(bare):
        key, rest = found["name"].lower(), bare[found.end() :]
        return list(_values(key, minus + found[0], rest, fields, known))
    if not bare or '"' in bare:
        return []
    return list(_bare(bare, minus, fields, known))


def _bare(typed: str, minus: str, fields: Fields, known: Values) -> Iterator[Offer]:
    """Offer the fields that go on from a bare word, then the words that some field may hold."""
    for name in _matching((*fields, "is", "sort"), typed):
        if name != typed.lower():
            yield Offer(f"{minus}{name}:", name)
            continue
        ordered = fields.get(name) in {"number", "money", "instant"}
        for op in _ORDERS if ordered else _ORDERS[:1]:
            yield Offer(f"{minus}{name}{op}", name)
    if len(typed) < _SHORTEST:
        return
    for field in ("is", *(name for name in known if name not in {"is", "sort", "@"})):
        yield from _words(field, known.get(field, ()), typed, f"{minus}{field}:")


def _values(key: str, lead: str, rest: str, fields: Fields, known: Values) -> Iterator[Offer]:
    """Offer values after ``field:`` and after each comma, or after the dots of a range."""
    *before, typed = re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', rest) if rest else [""]
    lead += "".join(f"{one}," for one in before)
    if key == "sort":
        yield from _sorts(known.get("sort", fields), typed, lead)
    elif fields.get(key) == "instant":
        first, dots, last = typed.rpartition("..")
        yield from _words(key, WORDS, last, lead + first + dots)
    else:
        taken = {loose(one.strip('"')) for one in before}
        offered = [one for one in known.get(key, ()) if loose(one) not in taken]
        yield from _words(key, offered, typed, lead)


def _sorts(names: Collection[str], typed: str, lead: str) -> Iterator[Offer]:
    """Offer each order both ways round, unless a minus chose already."""
    down = typed.startswith("-")
    for name in _matching(names, typed.removeprefix("-")):
        for sign in ("-",) if down else ("", "-"):
            if sign + name != typed.lower():
                yield Offer(f"{lead}{sign}{name}", "sort", sign + name)


def _words(field: str, choice: Collection[str], typed: str, lead: str) -> Iterator[Offer]:
    """Offer the words that go on from what is typed; a quotation mark may be open."""
    if len(typed) > 1 and typed.startswith('"') and typed.endswith('"'):
        return
    typed = typed.removeprefix('"')
    for one in _matching(choice, typed):
        if loose(one) != loose(typed) and '"' not in one:
            yield Offer(lead + quoted(one), field, one)


def _matching(choice: Collection[str], typed: str) -> list[str]:
    """Return the words that start so, then those that have a part which starts so."""
    start = loose(typed)
    first = [one for one in choice if loose(one).startswith(start)]
    if not start:
        return first
    inner = re.compile(r"[\s_&/.]" + re.escape(start))
    return first + [one for one in choice if one not in first and inner.search(loose(one))]
