"""500 files changed at random: each is read or refused, none crashes us, none hangs.

One child reads many files, as the protocol allows; where a child dies, the same file goes through
the whole of `open_source` as well.
"""

from collections import deque
from pathlib import Path
from random import Random

import pytest
from tests.sheets import biff
from tests.sheets.surgery import packed, parts, put

from shopdesk.sheets import Unreadable, open_source
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.hand import Died, Hand
from shopdesk.sheets.words import _ALL as CODES

ROUNDS = 25  # files of each of 20 batches
ROWS = "".join(
    f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 2}</v></c><c r="B{n}" s="{n % 4}"><v>{n}.5</v></c>'
    f'<c r="C{n}" t="inlineStr"><is><t>baju {n} &amp; celana</t></is></c>'
    f'<c r="D{n}" t="b"><v>1</v></c><c r="E{n}" t="e"><v>#N/A</v></c></row>'
    for n in range(1, 40)
)
OLD = biff.workbook([["No. Pesanan", 1.5, True, "#REF!"], ["isi", None, 2.0]] * 20)
TEXT = "".join(f'{n},"baju ""{n}""","a\nb",é,"1.000,50"\r\n' for n in range(60)).encode()
FORESEEN = {"read", "died, then read", "died, then refused", *CODES}
FORESEEN -= {"unforeseen", "slow", "died"}
# fmt: off
SCRAPS = [
    b"<", b">", b'"', b"&", b"\0", b"-1", b"99999999999", b"NaN", b"</row>", b"<c>", b"\xff", b"r=",
    b't="s"', b"\n", b",", b"A1", b"<!DOCTYPE x>", b"&#0;", b"&a;", b"e308",
]
# fmt: on


def changed(content: bytes, random: Random, times: int) -> bytes:
    """Return the bytes with some of them flipped, dropped, doubled, moved or replaced."""
    out = bytearray(content)
    for _ in range(times):
        at, length = random.randrange(len(out)), random.choice((1, 1, 2, 8, 60))
        match random.randrange(6):
            case 0:
                out[at] ^= 1 << random.randrange(8)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length]
            case 3:
                out[at:at] = random.choice(SCRAPS)
            case 4:
                out[at : at + length] = random.randbytes(length)
            case _:
                to = random.randrange(len(out))
                out[to:to] = out[at : at + length]
        out = out or bytearray(b"x")
    return bytes(out)


def workbook(random: Random) -> bytes:
    """Change one part and pack it properly, or change the packed bytes."""
    contents = parts(ROWS)
    if random.random() < 0.2:
        return changed(packed(contents), random, 3)
    names = [*contents, *["xl/worksheets/sheet1.xml"] * 6]
    name = random.choice(names)
    part = contents[name]
    contents[name] = changed(part.encode() if isinstance(part, str) else part, random, 2)
    return packed(contents)


def old(random: Random) -> bytes:
    """Change the container, or only bytes of the records, so that the container still opens."""
    if random.random() < 0.3:
        return changed(OLD, random, random.choice((1, 3, 20)))
    out = bytearray(OLD)
    for _ in range(random.choice((1, 3, 20))):
        out[random.randrange(512, 2048)] = random.choice((0, 1, 255, random.randrange(256)))
    return bytes(out)


def text(random: Random) -> bytes:
    return changed(TEXT, random, random.choice((1, 3, 20)))


def outcome(hand: Hand, path: Path) -> str:
    """Return "read" or the code of the flaw, or what becomes of a file that killed the child."""
    try:
        hand.order(("open", str(path), None, True, True))
        for sheet in [answer[1] for answer in hand.answers("ready") if answer[0] == "head"]:
            hand.order(("rows", sheet, 0))
            deque(hand.answers("end"), 0)
    except Flaw as flaw:
        return flaw.code
    except Died as death:
        return f"{death.flaw.code}, then {second_opinion(path)}"
    return "read"


def second_opinion(path: Path) -> str:
    """Read a file through the whole of `open_source`."""
    try:
        with open_source(path) as source:
            for head in source.heads:
                deque(source.rows(head.name), 0)
    except Unreadable as refusal:
        return "refused" if str(refusal).startswith(path.name) else str(refusal)
    return "read"


@pytest.mark.parametrize("batch", range(20))
def test_changed_files_are_read_or_refused(batch, tmp_path):
    kind, make = [("xlsx", workbook), ("xlsx", workbook), ("xls", old), ("csv", text)][batch % 4]
    random = Random(batch)
    outcomes = []
    hand = Hand()
    try:
        for number in range(ROUNDS):
            outcomes.append(outcome(hand, put(tmp_path, f"{number}.{kind}", make(random))))
            if outcomes[-1].startswith("died"):
                hand = Hand()
    finally:
        hand.dismiss()
    assert len(outcomes) == ROUNDS
    assert set(outcomes) <= FORESEEN
