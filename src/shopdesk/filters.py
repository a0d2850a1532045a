"""The filter language: one grammar for "/", the command line and saved views.

    blue mug · "blue mug" · status:to_ship,to_pack · -channel:shopee · total>100k
    placed>=2026-11 · placed:last-week · is:late · sort:-total · @late

Terms are joined by "and", values after a comma by "or". Nothing here knows the store: ``parse``
returns frozen terms, checked against the fields it is given, and a service compiles them.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.periods import WORDS, period
from shopdesk.ranges import FieldKind, quantity, span
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = [
    "Compare",
    "FieldKind",
    "FilterError",
    "Is",
    "Op",
    "Query",
    "Sort",
    "Term",
    "View",
    "Words",
    "complete",
    "fragment",
    "parse",
    "period",
    "quantity",
    "span",
]

Op = Literal[":", "=", ">", ">=", "<", "<="]
Values = Mapping[str, Collection[str]]
"""The words that a field may hold, by its name; also of "is", "sort" and "@" (saved views)."""

LONGEST: Final = 2_000
"""Characters in a filter."""

_GRAMMAR: Final = r"""
start: term*
term: NOT? (compare | QUOTED | VIEW | WORD)
compare: FIELD OP _value (_COMMA _value)*
_value: VALUE | QUOTED
_COMMA.5: ","
NOT.4: /-(?=[^\s-])/
FIELD.3: /[A-Za-z_][A-Za-z0-9_]*(?=[:=<>])/
VIEW.3: /@[^\s",]*/
QUOTED.3: /"[^"]*"/
WORD: /[^\s"]+/
OP: />=|<=|[:=<>]/
VALUE: /[^\s",]+/
%ignore /\s+/
"""


class FilterError(Refusal):
    """A filter that cannot be read: a sentence, and the columns (start ≤ c < end) it is about."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = max(end, start + 1)


@dataclass(frozen=True, slots=True)
class _Term:
    """What every term knows: where it stands in the text, for underlining."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Words(_Term):
    """A word or a phrase to be found anywhere that is searched."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare(_Term):
    """A field and the values it may have (any of them); one value only where op is an order."""

    field: str
    op: Op
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Is(_Term):
    """A state with a name of its own: late, stuck, mine."""

    word: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class View(_Term):
    """A saved view, whose terms stand here."""

    name: str


@dataclass(frozen=True, slots=True)
class Sort:
    """A field to sort by."""

    field: str
    descending: bool = False


Term = Words | Compare | Is | View


@dataclass(frozen=True, slots=True)
class Query:
    """A filter that has been understood; no terms is every row, no sort is the desk's own."""

    terms: tuple[Term, ...] = ()
    sort: tuple[Sort, ...] = ()


def parse(text: str, fields: Mapping[str, FieldKind], values: Values | None = None) -> Query:
    """Return what a filter asks for.

    Args:
        text: the filter; empty is everything.
        fields: the names that may be asked for, in small letters, and what they hold.
        values: the words that a field may hold; a field without an entry takes any.

    Raises:
        FilterError: and nothing else, with the columns to underline.
    """
    if len(text) > LONGEST:
        raise FilterError(
            _("The filter is longer than {n} characters").format(n=LONGEST), LONGEST, len(text)
        )
    return _Reader(fields, values or {}).read(_tree(text))


def _tree(text: str) -> "Tree[Token]":
    """Return the syntax tree, or say what was expected and where."""
    from lark.exceptions import UnexpectedInput

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
    """Turns a syntax tree into a query, checking each word where it stands."""

    def __init__(self, fields: Mapping[str, FieldKind], values: Values) -> None:
        self.fields = fields
        self.values = values
        self.terms: list[Term] = []
        self.sort: list[Sort] = []

    def read(self, tree: "Tree[Token]") -> Query:
        for term in tree.children:
            self._term(list(term.children))  # type: ignore[union-attr]  # start holds terms only
        return Query(tuple(self.terms), tuple(self.sort))

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
            self.terms.append(Words(words, kind == "QUOTED", negated, start=start, end=end))

    def _view(self, name: str, start: int, end: int, *, negated: bool) -> None:
        if negated or not name:
            raise FilterError(_("A saved view is written @name, and nothing before it"), start, end)
        self.terms.append(View(self._known("@", name, start, end), start=start, end=end))

    def _compare(self, parts: "list[Token]", *, negated: bool) -> None:
        name, op, *tokens = parts
        key = name.lower()
        if key in {"is", "sort"}:
            self._special(key, op, tokens, negated=negated)
            return
        if key not in self.fields:
            sentence = _("There is no field “{name}”").format(name=name)
            raise FilterError(_hint(sentence, key, [*self.fields, "is", "sort"]), *_at(name))
        kind = self.fields[key]
        if op not in {":", "="}:
            if kind in {"text", "word"}:
                sentence = _("“{name}” has no order: write {name}:…").format(name=key)
                raise FilterError(sentence, *_at(op))
            if len(tokens) > 1:
                sentence = _("Only one value can follow {op}").format(op=op)
                raise FilterError(sentence, _at(tokens[1])[0], _at(tokens[-1])[1])
        found = tuple(self._value(key, kind, token, str(op)) for token in tokens)
        self.terms.append(
            Compare(
                key,
                str(op),  # type: ignore[arg-type]  # the grammar knows no other operators
                found,
                negated,
                start=_at(name)[0],
                end=_at(tokens[-1])[1],
            )
        )

    def _special(self, key: str, op: "Token", tokens: "list[Token]", *, negated: bool) -> None:
        """Read is:… and sort:…, which are no fields."""
        if op != ":" or (key == "sort" and negated):
            sentence = _("Write {name}:… here, and nothing before it").format(name=key)
            raise FilterError(sentence, *_at(op))
        for token in tokens:
            start, end = _at(token)
            word = _bare(token).strip().lower()
            if key == "is":
                word = self._known("is", word, start, end)
                self.terms.append(Is(word, negated, start=start, end=end))
            else:
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
            return self._known(key, value.strip(), start, end)
        try:
            if op in {":", "="}:
                period(value, _ANY_DAY) if kind == "instant" else quantity(value, kind)
            else:
                span(op, value, kind, _ANY_DAY)
        except ValueError as error:
            raise FilterError(str(error), start, end) from error
        return value

    def _known(self, key: str, word: str, start: int, end: int) -> str:
        """Return the word as the field spells it ("to-ship" is "to_ship")."""
        allowed = self.values.get(key)
        if allowed is None:
            return word
        spelt = {_loose(one): one for one in allowed}
        if _loose(word) not in spelt:
            sentence = {
                "@": _("There is no saved view “{word}”"),
                "is": _("There is no “is:{word}”"),
            }.get(key, _("“{name}” is never “{word}”"))
            told = sentence.format(name=key, word=word)
            raise FilterError(_hint(told, word, allowed), start, end)
        return spelt[_loose(word)]


_ANY_DAY: Final = Clock(now=1_000_000_000)  # only to try whether a period can be read at all


def _at(token: "Token") -> tuple[int, int]:
    """Return the columns of a token."""
    start = token.start_pos or 0
    return start, start + len(token)


def _bare(token: "Token") -> str:
    """Return a token's text without its quotation marks."""
    return str(token)[1:-1] if token.type == "QUOTED" else str(token)


def _loose(word: str) -> str:
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


# --- completion ---------------------------------------------------------------------------------


def fragment(text: str, cursor: int) -> tuple[int, int]:
    """Return the columns of the word at the cursor that a completion would replace."""
    start = max(text.rfind(char, 0, cursor) for char in ' \t"') + 1
    return start, cursor


def complete(
    text: str, cursor: int, fields: Mapping[str, FieldKind], values: Values | None = None
) -> list[str]:
    """Return what may stand for the fragment at the cursor, likeliest first; none inside quotes."""
    if text[:cursor].count('"') % 2:
        return []
    word = text[slice(*fragment(text, cursor))]
    known = values or {}
    minus = "-" if word.startswith("-") else ""
    bare = word.removeprefix("-")
    if bare.startswith("@"):
        return _starting(known.get("@", ()), bare[1:], "@") if not minus else []
    name = re.match(r"([A-Za-z_]\w*)([:=<>]=?)(.*,)?", bare)
    if name is None:
        heads = [f"{one}:" for one in (*fields, "is", "sort")]
        return _starting(heads, bare, minus) if bare else []
    key, typed = name[1].lower(), bare[name.end() :]
    lead = minus + bare[: name.end()]
    if key == "sort":
        lead += "-" if typed.startswith("-") else ""
        return _starting(known.get("sort", fields), typed.removeprefix("-"), lead)
    if fields.get(key) == "instant":
        return _starting(WORDS, typed, lead)
    return _starting(known.get(key, ()), typed, lead)


def _starting(choice: Collection[str], typed: str, lead: str) -> list[str]:
    """Return the choices that go on from what is typed, with what stands before them."""
    start = _loose(typed)
    return [lead + one for one in choice if _loose(one).startswith(start) and _loose(one) != start]
