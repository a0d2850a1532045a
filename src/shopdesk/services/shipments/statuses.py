"""What a courier's text means, in the thirteen words of the house.

The rules are rows of data/tables/courier_statuses.toml, and before them those that a person of this
shop has taught (`StatusRule`). Of several texts that fit, the one with the most letters decides: at
J&T "Paket telah diterima oleh X" is a pickup at a branch, "Paket telah diterima" is delivered.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.models.shipments import STATUSES, StatusRule
from shopdesk.store import Read

ANY: Final = ""
SUBCODE: Final = re.compile(r"_\d{3}$")
"""What a tracker adds to a code to tell more of it."""


class Phrase(NamedTuple):
    """A text with ``*`` for anything, and what it means."""

    text: str
    status: str


class Rules:
    """The codes and texts of one courier, or of anybody."""

    def __init__(self, codes: Mapping[str, str], phrases: Iterable[Phrase]) -> None:
        self._codes = codes
        longest = sorted(phrases, key=lambda one: (-len(one.text.replace("*", "")), one.text))
        self._statuses = [one.status for one in longest]
        every = "|".join(f"({_pattern(one.text)})" for one in longest)
        self._texts = re.compile(every) if every else None

    def meaning(self, raw: str, code: str) -> str | None:
        """Return what a code or a text (both plain) means, None where no rule knows."""
        for said in (code, raw, SUBCODE.sub("", code), SUBCODE.sub("", raw)):
            if found := self._codes.get(_letters(said)):
                return found
        fits = self._texts.fullmatch(raw) if self._texts else None
        return self._statuses[int(fits.lastindex or 1) - 1] if fits else None


class Meanings:
    """The rules of this shop: what a person taught, then the tables."""

    def __init__(self, read: Read | None = None) -> None:
        self._taught: dict[str, Rules] = taught(read) if read else {}
        self._told: dict[tuple[str, str, str, str], str | None] = {}

    def of(self, courier: str | None, raw: str, code: str = "", source: str = "") -> str | None:
        """Return what a courier's text or code means, None where nobody knows."""
        asked = courier or "", raw, code, source
        if asked not in self._told:
            self._told[asked] = self._find(courier_of(courier or ""), plain(raw), code, source)
        return self._told[asked]

    def _find(self, courier: str, raw: str, code: str, source: str) -> str | None:
        tracker = _trackers().get(source.casefold(), {})
        for rules in (self._taught, tracker, _tables()):
            for whose in dict.fromkeys((courier, ANY)):
                if whose in rules and (found := rules[whose].meaning(raw, code)):
                    return found
        return None


def meaning(
    courier: str | None, raw: str, code: str = "", source: str = "", *, read: Read | None = None
) -> str | None:
    """Return what a courier's text or code means, by the tables and by what this shop taught."""
    return Meanings(read).of(courier, raw, code, source)


def courier_of(name: str) -> str:
    """Return the courier whose name this is, as the tables call it; the name itself if unknown."""
    told = plain(name)
    hits = [(len(start), courier) for start, courier in _names() if told.startswith(start)]
    return max(hits)[1] if hits else name.strip()


def couriers() -> tuple[str, ...]:
    """Return the couriers whose names are known."""
    return tuple(dict.fromkeys(courier for _start, courier in _names()))


def names_of(courier: str) -> tuple[str, ...]:
    """Return how the names of a courier begin, in small letters."""
    return tuple(start for start, known in _names() if known == courier)


def plain(text: str) -> str:
    """Return a text as it is compared: in small letters, with single blanks."""
    return " ".join(text.casefold().split())


def taught(read: Read) -> dict[str, Rules]:
    """Return the rules that a person taught, by courier."""
    rows = read.connection.execute(sa.select(StatusRule.courier, StatusRule.raw, StatusRule.status))
    by_courier: dict[str, list[Phrase]] = {}
    for courier, raw, status in rows:
        by_courier.setdefault(courier, []).append(Phrase(plain(raw), status))
    return {courier: Rules({}, phrases) for courier, phrases in by_courier.items()}


def fits(raw: str, text: str) -> bool:
    """Tell whether a text is what a rule says (``*`` stands for anything)."""
    return bool(re.fullmatch(_pattern(plain(text)), plain(raw)))


@tables.remembered
def _tables() -> dict[str, Rules]:
    return _rules([row for row in tables.rows("courier_statuses") if not row.get("by")])


@tables.remembered
def _trackers() -> dict[str, dict[str, Rules]]:
    rows = tables.rows("courier_statuses")
    trackers = {row["by"] for row in rows if row.get("by")}
    return {by: _rules([row for row in rows if row.get("by") == by]) for by in trackers}


def _rules(rows: Sequence[tables.Row]) -> dict[str, Rules]:
    """Return the rules by courier; of two rows on the same words the last one counts."""
    couriers = {row.get("courier", ANY) for row in rows}
    return {
        courier: _rules_of([row for row in rows if row.get("courier", ANY) == courier])
        for courier in couriers
    }


def _rules_of(rows: Sequence[tables.Row]) -> Rules:
    known = [row for row in rows if row["status"] in STATUSES]
    codes = {_letters(row["code"]): row["status"] for row in known if "code" in row}
    texts = {plain(row["text"]): row["status"] for row in known if "text" in row}
    return Rules(codes, (Phrase(text, status) for text, status in texts.items()))


@tables.remembered
def _names() -> tuple[tuple[str, str], ...]:
    rows = tables.rows("courier_names")
    return tuple((plain(start), row["courier"]) for row in rows for start in row["names"])


def _pattern(text: str) -> str:
    return ".*".join(map(re.escape, text.split("*")))


def _letters(code: str) -> str:
    return "".join(filter(str.isalnum, code.casefold()))
