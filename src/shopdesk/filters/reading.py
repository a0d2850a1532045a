"""Reading a filter: its syntax by a grammar, every word of it against what is known there."""

import re
from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.filters.terms import (
    Compare,
    Fields,
    FilterError,
    Is,
    Query,
    Sort,
    Term,
    Values,
    View,
    Views,
    Words,
)
from shopdesk.locale import _
from shopdesk.periods import period
from shopdesk.ranges import FieldKind, quantity, span

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

LONGEST: Final = 2_000
"""Characters in a filter."""

MOST: Final = 100
"""Words and values in a filter, those of its views among them: what a store can still answer."""

DEEPEST: Final = 8
"""Saved views within saved views."""

_NEVER: Final = re.compile("[\\0\ud800-\udfff]")
"""Characters that no store keeps, and that some stumble over."""

_GRAMMAR: Final = r"""
start: term*
term: NOT? (compare | QUOTED | VIEW | WORD)
compare: FIELD OP _value (_COMMA _value)*
_value: VALUE | QUOTED
_COMMA.5: ","
NOT.4: /-(?=[^\s-])/
FIELD.3: /[A-Za-z_][A-Za-z0-9_]*(?=[:=<>])/
VIEW.3: /@[^\s",]*/
QUOTED.3: /"(?:[^"]|"")*"/
WORD: /[^\s"]+/
OP: />=|<=|[:=<>]/
VALUE: /[^\s",]+/
%ignore /\s+/
"""


def parse(
    text: str, fields: Fields, values: Values | None = None, views: Views | None = None
) -> Query:
    """Return what a filter asks for.

    Args:
        text: the filter; empty is everything.
        fields: the names that may be asked for, in small letters, and what they hold.
        values: the words that a field may hold; a field without an entry takes any.
        views: the saved views; where given, their terms stand in the answer in their place.

    Raises:
        FilterError: and nothing else, with the columns to underline.
    """
    try:
        reader = _Reader(fields, values or {}, views)
        reader.read(text)
        reader.refuse_too_many(0, len(text))
    except FilterError as error:
        error.text = text
        raise
    return Query(tuple(reader.terms), tuple(reader.sort or reader.sort_of_views))


def _tree(text: str) -> "Tree[Token]":
    """Return the syntax tree, or say what was expected and where."""
    from lark.exceptions import UnexpectedInput

    if len(text) > LONGEST:
        sentence = _("The filter is longer than {n} characters").format(n=LONGEST)
        raise FilterError(sentence, LONGEST, len(text))
    if found := _NEVER.search(text):
        raise FilterError(_("This character is in no text at all"), found.start(), found.end())
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        start = len(text.rstrip())  # where the parser came to the end and still wanted something
        if getattr(getattr(error, "token", None), "type", "") != "$END":
            start = error.pos_in_stream or 0
        if text[start : start + 1] == '"':
            raise FilterError(_("This quotation mark is never closed"), start, len(text)) from error
        raise FilterError(_("A value is missing here"), start, start + 1) from error


@cache
def _parser() -> "Lark":
    """Return the parser; its library is loaded by the first filter, not by the first paint."""
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual")


class _Reader:
    """Turns a text into terms, checking each word where it stands."""

    def __init__(
        self, fields: Fields, values: Values, views: Views | None, inside: tuple[str, ...] = ()
    ) -> None:
        self.fields, self.values, self.views = fields, values, views
        self.inside = inside
        self.terms: list[Term] = []
        self.sort: list[Sort] = []
        self.sort_of_views: list[Sort] = []
        self.count = 0

    def read(self, text: str) -> None:
        for term in _tree(text).children:
            self._term(list(term.children))  # type: ignore[union-attr]  # start holds terms only

    def refuse_too_many(self, start: int, end: int) -> None:
        if self.count > MOST:
            sentence = _("A filter holds at most {n} words and values").format(n=MOST)
            raise FilterError(sentence, start, end)

    def _term(self, parts: "list[Token | Tree[Token]]") -> None:
        negated = getattr(parts[0], "type", "") == "NOT"
        body = parts[-1]
        kind = getattr(body, "type", "compare")
        if kind == "compare":
            self._compare(list(body.children), negated=negated)  # type: ignore[union-attr,arg-type]
            return
        start, end = _at(body)  # type: ignore[arg-type]
        if kind == "VIEW":
            self._view(str(body)[1:], start, end, negated=negated)
            return
        words = _bare(body)  # type: ignore[arg-type]
        if words.strip():
            self._add(Words(words, kind == "QUOTED", negated, start=start, end=end))

    def _add(self, term: Term, leaves: int = 1) -> None:
        self.terms.append(term)
        self.count += leaves

    def _view(self, name: str, start: int, end: int, *, negated: bool) -> None:
        if negated or not name:
            raise FilterError(_("A saved view is written @name, and nothing before it"), start, end)
        known = self.values.get("@") if self.views is None else self.views
        name = self._known("@", name, known, start, end)
        if self.views is None:
            self._add(View(name, start=start, end=end))
            return
        if name in self.inside or len(self.inside) == DEEPEST:
            sentence = _("The saved view “{name}” contains itself")
            if name not in self.inside:
                sentence = _("The saved view “{name}” lies too deep in other views")
            raise FilterError(sentence.format(name=name), start, end)
        inner = _Reader(self.fields, self.values, self.views, (*self.inside, name))
        try:
            inner.read(self.views[name])
        except FilterError as error:
            sentence = _("The saved view “{name}” cannot be used: {reason}")
            raise FilterError(sentence.format(name=name, reason=error), start, end) from error
        self._take(inner, start, end)

    def _take(self, inner: "_Reader", start: int, end: int) -> None:
        """Take over the terms of a view; views of views must not grow without end."""
        self.count += 1 + inner.count
        self.refuse_too_many(start, end)
        self.sort_of_views = self.sort_of_views or inner.sort or inner.sort_of_views
        self.terms += [replace(term, start=start, end=end) for term in inner.terms]

    def _compare(self, parts: "list[Token]", *, negated: bool) -> None:
        name, op, *tokens = parts
        key = name.lower()
        if key in {"is", "sort"}:
            self._special(key, op, tokens, negated=negated)
            return
        if key not in self.fields:
            sentence = _("There is no field “{name}”").format(name=name)
            raise FilterError(_hint(sentence, key, [*self.fields, "is", "sort"]), *_at(name))
        self._check_op(key, op, tokens)
        found = tuple(self._value(key, self.fields[key], token, str(op)) for token in tokens)
        start, end = _at(name)[0], _at(tokens[-1])[1]
        # The grammar knows no other operators than Op's.
        self._add(Compare(key, str(op), found, negated, start=start, end=end), len(found))  # type: ignore[arg-type]

    def _check_op(self, key: str, op: "Token", tokens: "list[Token]") -> None:
        """Refuse an order on a field that has none, and a list after an order."""
        if op in {":", "="}:
            return
        if self.fields[key] in {"text", "word"}:
            sentence = _("“{name}” has no order: write {name}:…").format(name=key)
            raise FilterError(sentence, *_at(op))
        if len(tokens) > 1:
            sentence = _("Only one value can follow {op}").format(op=op)
            raise FilterError(sentence, _at(tokens[1])[0], _at(tokens[-1])[1])

    def _special(self, key: str, op: "Token", tokens: "list[Token]", *, negated: bool) -> None:
        """Read is:… and sort:…, which are no fields."""
        if op != ":" or (key == "sort" and negated):
            sentence = _("Write {name}:… here, and nothing before it").format(name=key)
            raise FilterError(sentence, *_at(op))
        words = [(_bare(token).strip().lower(), *_at(token)) for token in tokens]
        if key == "is":
            allowed = self.values.get("is")
            found = tuple(self._known("is", word, allowed, *at) for word, *at in words)
            self._add(Is(found, negated, start=_at(op)[0] - 2, end=words[-1][2]), len(found))
        for word, start, end in words if key == "sort" else ():
            name = self._sortable(word.removeprefix("-"), start, end)
            self.sort.append(Sort(name, word.startswith("-")))

    def _sortable(self, name: str, start: int, end: int) -> str:
        allowed = self.values.get("sort", self.fields)
        if name not in allowed:
            sentence = _("The list cannot be sorted by “{name}”").format(name=name)
            raise FilterError(_hint(sentence, name, allowed), start, end)
        return name

    def _value(self, key: str, kind: FieldKind, token: "Token", op: str) -> str:
        """Return one value, checked as its field wants it."""
        start, end = _at(token)
        value = _bare(token)
        if kind == "text":
            return value
        if kind == "word":
            return self._known(key, value.strip(), self.values.get(key), start, end)
        try:
            if op in {":", "="}:
                period(value, _ANY_DAY) if kind == "instant" else quantity(value, kind)
            else:
                span(op, value, kind, _ANY_DAY)
        except ValueError as error:
            raise FilterError(str(error), start, end) from error
        return value

    def _known(
        self, key: str, word: str, allowed: Collection[str] | None, start: int, end: int
    ) -> str:
        """Return the word as the field spells it ("to-ship" is "to_ship")."""
        if allowed is None:
            return word
        spelt = {loose(one): one for one in allowed}
        if loose(word) not in spelt:
            sentence = {
                "@": _("There is no saved view “{word}”"),
                "is": _("There is no “is:{word}”"),
            }.get(key, _("“{name}” is never “{word}”"))
            told = sentence.format(name=key, word=word)
            raise FilterError(_hint(told, word, allowed), start, end)
        return spelt[loose(word)]


_ANY_DAY: Final = Clock(now=1_000_000_000)  # only to try whether a period can be read at all


def _at(token: "Token") -> tuple[int, int]:
    """Return the columns of a token."""
    start = token.start_pos or 0
    return start, start + len(token)


def _bare(token: "Token") -> str:
    """Return a token's text without its quotation marks; one that is meant stands there twice."""
    return str(token)[1:-1].replace('""', '"') if token.type == "QUOTED" else str(token)


def loose(word: str) -> str:
    """Return a word as people may mix it up."""
    return word.lower().replace("-", "_")


def _hint(sentence: str, word: str, known: Collection[str]) -> str:
    """Add what was probably meant, or all there is to choose from."""
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    if near:
        return _("{sentence}; did you mean {words}?").format(
            sentence=sentence, words=", ".join(near)
        )
    choice = ", ".join(sorted(known)) or "–"
    return _("{sentence}; there is {words}").format(sentence=sentence, words=choice)
