"""A chat as somebody copied it from a seller centre, an app or a page, pasted as text.

No platform says how a copied chat looks, so several shapes are known: WhatsApp's own, ``10.05 Name:
text``, ``Name: text``, a line with a name and a time above its text. A text without any such line
is one message. Only who is known to take part counts as a name before a colon, as prose has
colons, too: the customer, the shop's names, and words like "Pembeli" or "Penjual".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shopdesk.channels.dates import Dates
from shopdesk.channels.headers import fold
from shopdesk.channels.talks import stamps
from shopdesk.channels.talks.sides import Word, side_of
from shopdesk.channels.talks.spec import Said
from shopdesk.channels.talks.stamps import CLOCK, LONE, MARKS, STAMP, Stamp
from shopdesk.channels.talks.whatsapp import Conversation
from shopdesk.clock import Clock
from shopdesk.locale import _

_TIMED: Final = re.compile(
    rf"\[?(?P<when>{LONE.pattern}|{CLOCK.pattern.replace('?P<', '?P<c')})\]?\s*[-\u2013|]?\s*"
)
"""A moment or a time of day before a name."""
_SAID: Final = re.compile(r"(?P<author>[^:\n]{1,60}):\s+(?P<text>.+)")
_ABOVE: Final = re.compile(
    rf"(?P<author>[^:\[\n]{{1,60}}?),?\s*[\[(|\u00b7-]?\s*"
    rf"(?P<when>{LONE.pattern}|{CLOCK.pattern.replace('?P<', '?P<c')})[\])]?:?"
)
"""A name with its moment, on a line of their own."""
_DAYS: Final = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1}
_SPELT: Final = re.compile(r"(?:\w+, )?(\d{1,2}) ([^\W\d]+) (\d{4})")
MIDDAY: Final = 12


@dataclass(slots=True)
class _Begun:
    """A message while its lines are read; ``when`` is empty where no line told."""

    row: int
    author: str
    when: str
    day: str
    lines: list[str]


def read(
    text: str, *, customer: str, ours: Collection[str], clock: Clock, channel: str
) -> tuple[list[Said], list[str]]:
    """Return the messages of a pasted text, and what should be known about them.

    Args:
        text: the text, as it was pasted.
        customer: the customer's name, as the text or else the person who pastes calls them.
        ours: the names under which the shop writes.
        clock: tells today, for times without a day.
        channel: where the chat was held.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    if STAMP.match(first):
        return _whatsapp(lines, customer, clock, channel)
    known = {fold(customer), *map(fold, ours)} - {""}
    begun = list(_begun(lines, known))
    if not any(one.author for one in begun):
        body = text.strip()
        whole = _Begun(1, customer, "", "", [body])
        return ([_said(whole, clock, None, customer, channel)] if body else []), []
    return _timed(begun, clock, customer, channel)


def _whatsapp(
    lines: Sequence[str], customer: str, clock: Clock, channel: str
) -> tuple[list[Said], list[str]]:
    talk = Conversation("", clock)
    talk.feed(0, [(line,) for line in lines])
    said = [replace(one, customer=customer, channel=channel) for one in talk.finish()]
    return said, talk.warnings


def _begun(lines: Sequence[str], known: set[str]) -> Iterator[_Begun]:
    """Yield the messages with their lines, as their first lines tell them apart."""
    day, current = "", _Begun(1, "", "", "", [])
    for row, raw in enumerate(lines, 1):
        line = re.sub(MARKS, "", raw).strip()
        if heading := _day(line):
            day = heading
        elif opened := _opened(line, known):
            if current.lines or current.author:
                yield current
            author, when, text = opened
            current = _Begun(row, author, when, day, [text] if text else [])
        else:
            current.lines.append(line)
    yield current


def _day(line: str) -> str:
    """Return the day that a line is about, as numbers or "kemarin"; else nothing."""
    found = LONE.fullmatch(line)
    if fold(line) in _DAYS or (found and not found["hour"]):
        return line
    if not _SPELT.fullmatch(line):
        return ""
    try:
        seconds, _bare = Dates(("%d %b %Y",), "UTC").read(_SPELT.sub(r"\1 \2 \3", line))
    except ValueError:
        return ""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def _opened(line: str, known: set[str]) -> tuple[str, str, str] | None:
    """Return author, moment and text of a line that begins a message."""
    timed = _TIMED.match(line)
    rest = line[timed.end() :] if timed else line
    said = _SAID.fullmatch(rest)
    if said and (timed or _takes_part(said["author"], known)):
        return _name(said["author"]), timed["when"] if timed else "", said["text"]
    above = _ABOVE.fullmatch(line)
    if above and (_takes_part(above["author"], known) or "[" in line or "," in line):
        return _name(above["author"]), above["when"], ""
    if line.endswith(":") and _takes_part(line[:-1], known):
        return _name(line[:-1]), "", ""
    return None


def _takes_part(author: str, known: set[str]) -> bool:
    name = fold(_name(author))
    return name in known or _bare(name) in known or _side(author).side in ("in", "out")


def _bare(author: str) -> str:
    """Return a name without what stands in brackets behind it: "Pembeli (budi)"."""
    return re.sub(r"\s*\(.*\)$", "", author).strip()


def _side(author: str) -> Word:
    """Return whose a message is by its author; numbers, that sheets have, are no names."""
    bare = _bare(author)
    return (None if bare.isdecimal() else side_of(bare)) or Word("")


def _name(author: str) -> str:
    return author.strip(" -\u2013[]|").removeprefix("~").strip()


def _timed(
    begun: Sequence[_Begun], clock: Clock, customer: str, channel: str
) -> tuple[list[Said], list[str]]:
    """Return the messages with their moments: day and month are told apart over all of them."""
    found = [match for one in begun for said in (one.when, one.day)
             if (match := LONE.fullmatch(said)) and match["a"]]  # fmt: skip
    now = datetime.fromtimestamp(clock.now(), ZoneInfo(clock.zone))
    order, assumed = stamps.order_of([stamps.read(match) for match in found], now)
    said = [_said(one, clock, order, customer, channel) for one in begun
            if "\n".join(one.lines).strip()]  # fmt: skip
    unsure = found and assumed
    return said, [_("Nothing tells day and month apart here.")] if unsure else []


def _said(
    one: _Begun, clock: Clock, order: stamps.Order | None, customer: str, channel: str
) -> Said:
    """Return a message; one without a moment was written now, and is known by its day."""
    stamp = _stamp(one, clock)
    at = stamps.moment(stamp, order or "dmy", clock.zone) if stamp else None
    key = stamp.key if stamp and at else f"pasted {clock.today():%y%m%d}"
    body = "\n".join(one.lines).strip()
    word = _side(one.author)
    author = customer if word.side == "in" else one.author or customer
    return Said(
        one.row, at or clock.now(), body, author, word.side,
        customer=customer, channel=channel, stamp=key, auto=word.auto,
    )  # fmt: skip


def _stamp(one: _Begun, clock: Clock) -> Stamp | None:
    """Return the moment that is told, of a line and of the day above it; else of today.

    A time later than now is yesterday's.
    """
    whole = LONE.fullmatch(one.when)
    if whole and whole["hour"]:
        return stamps.read(whole)
    clocked = CLOCK.fullmatch(one.when)
    if clocked is None and not one.day and not whole:
        return None
    hour = stamps.clock_of(clocked) if clocked else (MIDDAY, 0)
    above = whole or LONE.fullmatch(one.day)
    if above:
        told = stamps.read(above)
        return told._replace(hour=hour[0], minute=hour[1])
    now = datetime.fromtimestamp(clock.now(), ZoneInfo(clock.zone))
    back = _DAYS.get(fold(one.day), 0) or int(not one.day and hour > (now.hour, now.minute))
    day = now - timedelta(days=back)
    return Stamp(day.year, day.month, day.day, *hour)
