"""The formula language of bulk edits: a number worked out from a SKU's own numbers.

    price*1.07 round 900 floor break_even · cost*1.6 · compare_at-10% · +5000 · -5% · =15000

A formula is a sum of ``+ - * / ( )`` over numbers and names, then any of ``round``, ``floor`` and
``cap``. One that begins with an operator, or with one of these words, goes on from the number that
the field has now: ``+5000`` is ``value+5000``, ``round up 500`` is ``value round up 500``.

- Names: ``price``, ``cost``, ``compare_at`` (the price before), ``stock`` (available pieces),
  ``weight`` (grams), ``value`` (the field itself), ``break_even``: cost / (1 - fee), where the
  setting ``fee`` is the marketplaces' share in percent, 0 unless it was set. A SKU that lacks a
  number which is named is refused, and only that one.
- ``15000``, ``15.000``, ``15rb``, ``1.5jt``, ``1.07``, ``1,07``. One point before three digits is
  a thousands mark, but a decimal one after ``*`` or ``/`` and before ``%``: ``price*1.075``.
- ``%`` after plus or minus is a share of what stands on the left: ``compare_at-10%`` takes a tenth
  off. Elsewhere it is a hundredth: ``price*110%``.
- ``round N``: to the nearest price of the kind of N, upwards from the middle; ``round up N`` and
  ``round down N`` never the other way. An N that divides the next power of ten is a step (1000,
  500, 250, 200), any other an ending: 16.050 and 16.399 ``round 900`` are 15.900, 16.400 is 16.900;
  16.499 ``round 1000`` is 16.000; 15.901 ``round up 900`` is 16.900.
- ``floor X`` lifts what is lower, ``cap X`` lowers what is higher, each as far as is needed and to
  the next price of the same ``round``: a floor of 16.000 with ``round 900`` gives 16.900. Where the
  cap lies below the floor the SKU is refused. The order of the three does not matter.
- Without ``round`` the answer goes to whole rupiah, to cents in currencies that have them, and to
  whole pieces, grams and millimetres.

Everything is worked out in fractions: no digit is lost before the last rounding.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast

from shopdesk.filters import FilterError
from shopdesk.locale import N_, _
from shopdesk.services.products.numerals import Numeral, NumeralError, numeral

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

    Node = Tree[Token] | Token

Exact = tuple[int, int]
"""A number as a numerator and a denominator above zero; fractions with names take five times as
long, and a catalogue has many SKUs."""
Numbers = Mapping[str, Exact | None]
"""What a SKU has, by the names of the language; None where nobody has said."""
Part = Callable[[Numbers], Exact]
Way = Literal["near", "up", "down"]

NAMES: Final = {
    "price": N_("it has no price"),
    "cost": N_("it has no cost"),
    "compare_at": N_("it has no price before"),
    "stock": N_("its stock is not known"),
    "weight": N_("it has no weight"),
    "break_even": N_("it has no cost, so nobody knows where it breaks even"),
    "value": N_("it has no number yet"),
}
"""The names of the language, and what is said of a SKU that lacks the number."""
LONGEST: Final = 500
_OWN: Final = "value "
_WORDS: Final = ("round", "floor", "cap")
_GRAMMAR: Final = r"""
start: EQUALS? sum step*
step: ROUND WAY? NUMBER | FLOOR sum | CAP sum
?sum: product | sum PLUS product | sum MINUS product
?product: factor | product TIMES factor | product BY factor
?factor: NUMBER PERCENT -> percent | NUMBER | NAME | "(" sum ")" | MINUS factor -> negative
EQUALS: "="
PLUS: "+"
MINUS: "-"
TIMES: "*"
BY: "/"
PERCENT: "%"
ROUND.3: /round(?![a-z_])/i
FLOOR.3: /floor(?![a-z_])/i
CAP.3: /cap(?![a-z_])/i
WAY.3: /(up|down|near)(?![a-z_])/i
NUMBER.2: /[0-9]+([.,][0-9]+)*(k|rb|ribu|jt|juta)?(?![a-z_0-9])/i
NAME: /[a-z_][a-z_0-9]*/i
%ignore /\s+/
"""


class FormulaError(FilterError):
    """A formula that cannot be read; pointed at as a filter is: ``start`` ≤ column < ``end``."""


class UnworkableError(ValueError):
    """A formula that has no answer for one SKU; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers that an answer may be: ``offset`` and every ``step`` above it.

    Both are whole numbers of what the field counts in, ``scale`` of them to one: minor units of
    money, 100 to the rupiah.
    """

    step: int
    offset: int = 0
    way: Way = "near"
    scale: int = 1

    def up(self, value: Exact) -> int:
        """Return the first point that is not below the value."""
        number, parts = value
        steps = -((self.offset * parts - number * self.scale) // (self.step * parts))
        return max(self.offset, self.offset + steps * self.step)

    def down(self, value: Exact) -> int:
        """Return the last point that is not above the value, but never one below zero."""
        number, parts = value
        steps = (number * self.scale - self.offset * parts) // (self.step * parts)
        return max(self.offset, self.offset + steps * self.step)

    def rounded(self, value: Exact) -> int:
        """Return the point that the way leads to; from the middle it leads up."""
        if self.way == "near":
            half = self.step, 2 * self.scale
            return self.down(_sum(value, half))
        return self.up(value) if self.way == "up" else self.down(value)


@dataclass(frozen=True, slots=True)
class Round:
    """What ``round`` asked for, in the units that people write: a step, or all with an ending."""

    step: Fraction
    ending: Fraction
    way: Way
    start: int
    end: int

    def grid(self, least: Grid) -> Grid:
        """Return the points for a field whose own are ``least``.

        Raises:
            FormulaError: the field cannot hold them.
        """
        step, ending = self.step * least.scale, self.ending * least.scale
        if step.denominator != 1 or ending.denominator != 1:
            raise FormulaError(_("The field has fewer decimals than this"), self.start, self.end)
        return Grid(int(step), int(ending), self.way, least.scale)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been understood; ``names`` are those that it needs."""

    text: str
    names: frozenset[str]
    value: Part
    floors: tuple[Part, ...] = ()
    caps: tuple[Part, ...] = ()
    round: Round | None = None

    def grid(self, least: Grid) -> Grid:
        """Return the numbers that an answer may be, of those that the field can hold.

        Raises:
            FormulaError: ``round`` asks for finer ones.
        """
        if self.round is None:
            return least
        try:
            return self.round.grid(least)
        except FormulaError as error:
            error.text = self.text
            raise

    def answer(self, numbers: Numbers, grid: Grid) -> int:
        """Return the answer for one SKU, in what the field counts in.

        Raises:
            UnworkableError: a number is missing, the answer is below zero, or the cap is below the
                floor.
        """
        value = self.value(numbers)
        if value[0] < 0:
            raise UnworkableError(_("it comes to less than nothing"))
        answer = grid.rounded(value)
        low = max((grid.up(part(numbers)) for part in self.floors), default=0)
        answer = max(answer, low)
        for part in self.caps:
            cap = part(numbers)
            answer = min(answer, grid.down(cap))
            if answer < low or answer * cap[1] > cap[0] * grid.scale:
                raise UnworkableError(_("the cap leaves no room above the floor"))
        if value[0] and not answer:
            raise UnworkableError(_("it is rounded away to nothing"))
        return answer


def understand(text: str) -> Formula:
    """Return what a formula says.

    Raises:
        FormulaError: and nothing else, with the columns to underline.
    """
    bare = text.strip().lower()
    goes_on = bare.startswith(("+", "-", "*", "/")) or bare.partition(" ")[0] in _WORDS
    lead = _OWN if goes_on else ""
    try:
        return _formula(lead + text, text)
    except FormulaError as error:
        start, end = max(0, error.start - len(lead)), max(1, error.end - len(lead))
        raise FormulaError(str(error), start, end, text) from error.__cause__


def _formula(whole: str, text: str) -> Formula:
    reader = _Reader()
    root, *steps = [one for one in _tree(whole).children if getattr(one, "type", "") != "EQUALS"]
    value = reader.part(root)
    bounds: dict[str, list[Part]] = {"FLOOR": [], "CAP": []}
    points: Round | None = None
    for step in steps:
        word, *rest = cast("list[Token]", cast("Tree[Token]", step).children)
        if word.type != "ROUND":
            bounds[word.type].append(reader.part(rest[0]))
        elif points is not None:
            raise FormulaError(_("A formula is rounded once"), *_at(word))
        else:
            points = _round(rest)
    floors, caps = tuple(bounds["FLOOR"]), tuple(bounds["CAP"])
    return Formula(text.strip(), frozenset(reader.names), value, floors, caps, points)


def _tree(text: str) -> "Tree[Token]":
    """Return the syntax tree, or say what was expected and where."""
    from lark.exceptions import UnexpectedInput

    if len(text) > LONGEST:
        raise FormulaError(_("The formula is longer than {n} characters").format(n=LONGEST),
                           LONGEST, len(text))  # fmt: skip
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        if getattr(getattr(error, "token", None), "type", "") == "$END":
            start = len(text.rstrip())
            raise FormulaError(_("Something is missing here"), start, start + 1) from error
        start = error.pos_in_stream or 0
        raise FormulaError(_("This cannot stand here"), start, start + 1) from error


@cache
def _parser() -> "Lark":
    """Return the parser; its library is loaded by the first formula."""
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual")


class _Reader:
    """Turns nodes into functions, and notes which names they need."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def part(self, node: "Node", numeral: Numeral = "alone") -> Part:
        """Return what works the node out."""
        if not hasattr(node, "children"):
            return self._name(node) if node.type == "NAME" else _constant(_number(node, numeral))
        tree = cast("Tree[Token]", node)
        parts = cast("list[Token]", tree.children)
        if tree.data == "percent":
            return _constant(_share(parts))
        if tree.data == "negative":
            inner = self.part(parts[1], numeral)
            return lambda numbers: _product(inner(numbers), (-1, 1))
        return self._pair(*parts)

    def _pair(self, left: "Node", sign: "Token", right: "Node") -> Part:
        one = self.part(left, "first" if sign.type in {"TIMES", "BY"} else "alone")
        if sign.type in {"PLUS", "MINUS"} and getattr(right, "data", "") == "percent":
            part = _share(cast("list[Token]", cast("Tree[Token]", right).children))
            share = 1 + (part if sign.type == "PLUS" else -part)
            part_of = share.numerator, share.denominator
            return lambda numbers: _product(one(numbers), part_of)
        two = self.part(right, "factor" if sign.type in {"TIMES", "BY"} else "alone")
        return {
            "PLUS": lambda numbers: _sum(one(numbers), two(numbers)),
            "MINUS": lambda numbers: _sum(one(numbers), _product(two(numbers), (-1, 1))),
            "TIMES": lambda numbers: _product(one(numbers), two(numbers)),
            "BY": lambda numbers: _quotient(one(numbers), two(numbers)),
        }[sign.type]

    def _name(self, token: "Token") -> Part:
        name = token.lower()
        if name not in NAMES:
            raise FormulaError(
                _("There is no number “{name}”; there is {names}").format(
                    name=token, names=", ".join(NAMES)
                ),
                *_at(token),
            )
        self.names.add(name)

        def found(numbers: Numbers) -> Exact:
            number = numbers[name]
            if number is None:
                raise UnworkableError(_(NAMES[name]))
            return number

        return found


def _constant(number: Fraction) -> Part:
    exact = number.numerator, number.denominator
    return lambda _numbers: exact


def _sum(one: Exact, two: Exact) -> Exact:
    return one[0] * two[1] + two[0] * one[1], one[1] * two[1]


def _product(one: Exact, two: Exact) -> Exact:
    return one[0] * two[0], one[1] * two[1]


def _quotient(one: Exact, two: Exact) -> Exact:
    if not two[0]:
        raise UnworkableError(_("it would be divided by nothing"))
    sign = -1 if two[0] < 0 else 1
    return sign * one[0] * two[1], sign * one[1] * two[0]


def _share(parts: "list[Token]") -> Fraction:
    return _number(parts[0], "factor") / 100


def _number(token: "Token", where: Numeral) -> Fraction:
    try:
        return numeral(str(token), where)
    except NumeralError as error:
        raise FormulaError(str(error), *_at(token)) from error


def _round(parts: "list[Token]") -> Round:
    *way, token = parts
    step = _number(token, "alone")
    if not step:
        raise FormulaError(_("Nothing can be rounded to 0"), *_at(token))
    told: dict[str, Way] = {"up": "up", "down": "down"}
    chosen = told.get(way[0].lower(), "near") if way else "near"
    power = next(power for power in _powers() if power >= step)
    if (power / step).denominator == 1:
        return Round(step, Fraction(0), chosen, *_at(token))
    return Round(power, step, chosen, *_at(token))


def _powers() -> Iterator[Fraction]:
    power = Fraction(1, 100)
    while True:
        yield power
        power *= 10


def _at(token: "Token") -> tuple[int, int]:
    start = token.start_pos or 0
    return start, start + len(token)
