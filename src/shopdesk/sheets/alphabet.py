"""How the bytes of a text file become characters, and which character parts its cells."""

import codecs
import re
from collections import Counter
from typing import BinaryIO

from shopdesk.sheets.flaw import Flaw

DELIMITERS = ",;\t|"
_PIECE = 2**20
_SAMPLE = 64 * 2**10  # characters looked at for the delimiter
_LINES = 60
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# TikTok closes every value with a TAB; such a TAB stands before the real delimiter.
_SUFFIX = re.compile(r"\t(?=[,;|])")
_DECLARED = re.compile(r'\A"?sep=([^"\r\n])"?(?:\r\n|\n|\r|\Z)', re.IGNORECASE)


def encoding_of(file: BinaryIO) -> tuple[str, bool]:
    """Return (codec, whether it was assumed) after reading the whole file once.

    A byte order mark decides; else UTF-8 without a single error; else Windows-1252, which is an
    assumption that the person should be told of. Raises Flaw for NUL characters and for bytes that
    fit none, naming the line.
    """
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _require(file, "utf-16"), False
    if head.startswith(codecs.BOM_UTF8):
        return _require(file, "utf-8-sig"), False
    try:
        return _require(file, "utf-8"), False
    except Flaw as flaw:
        if flaw.code != "encoding":
            raise
    return _require(file, "cp1252"), True


def _require(file: BinaryIO, codec: str) -> str:
    """Return the codec if the whole file is text in it."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(codec)()
    lines = 1
    ascii_only = True
    while True:
        piece = file.read(_PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as fault:
            raise _bad_bytes(fault, lines, whole=bool(piece), ascii_only=ascii_only) from fault
        if "\0" in text:
            raise Flaw("nul", row=lines + text[: text.index("\0")].count("\n"))
        lines += text.count("\n")
        ascii_only = ascii_only and text.isascii()
        if not piece:
            return codec


def _bad_bytes(fault: UnicodeDecodeError, lines: int, *, whole: bool, ascii_only: bool) -> Flaw:
    """Return why these bytes are not text in a codec: cut off, damaged, or simply another codec."""
    if not whole:
        return Flaw("cut_off", row=lines)
    before = fault.object[: fault.start]
    row = lines + before.count(b"\n")
    # Characters of several bytes were fine so far: this is UTF-8, and reading it as anything else
    # would turn each of them into two wrong ones.
    if fault.encoding.startswith("utf-8") and not (ascii_only and before.isascii()):
        return Flaw("damaged_text", row=row)
    return Flaw("encoding", row=row)


def delimiter_of(sample: str) -> tuple[str, int]:
    """Return (delimiter, characters to skip at the start) from the first characters of a file.

    A first line "sep=;" decides, and is skipped. Otherwise the character that parts most lines into
    the same number of cells, quoted cells aside; a file of one column gets the comma.
    """
    if declared := _DECLARED.match(sample):
        return declared[1], declared.end()
    bare = _SUFFIX.sub("", _QUOTED.sub("", sample[:_SAMPLE]))
    lines = [line for line in re.split(r"[\r\n]+", bare) if line.strip()][:_LINES]
    best, delimiter = (0, 0), ","
    for candidate in DELIMITERS:
        counts = Counter(count for line in lines if (count := line.count(candidate)))
        if not counts:
            continue
        width, frequency = max(counts.items(), key=lambda item: (item[1], item[0]))
        if (frequency, width) > best:
            best, delimiter = (frequency, width), candidate
    return delimiter, 0
