"""CSV and JSON.

CSV cannot hold NUL or lone surrogates (they become U+FFFD); JSON holds every text. For people a CSV
begins with a byte order mark, without which Excel takes it for Windows-1252, and texts that Excel
would run are guarded by an apostrophe (`apostrophe.py`; our own reader takes it off again).
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk.locale import ngettext
from shopdesk.sheets.apostrophe import dangerous, guarded
from shopdesk.sheets.letters import letter
from shopdesk.sheets.values import plain_words, sound
from shopdesk.sheets.writing import Column, Table

_NAMED = 5  # dangerous cells named one by one


def write_csv(path: Path, table: Table) -> list[str]:
    """Write a .csv, comma and CRLF as RFC 4180 has them; see `writing.write`."""
    zone = ZoneInfo(table.zone)
    words = [plain_words(column.kind, zone, machine=table.machine) for column in table.columns]
    watch = _Watch()
    finish: Callable[[str], str] = watch.note if table.machine else guarded
    titles = [column.key if table.machine else guarded(column.title) for column in table.columns]
    codec = "utf-8" if table.machine else "utf-8-sig"
    with path.open("w", encoding=codec, newline="") as file:
        # In a file of one column nothing but quotes tells a semicolon in a text from a delimiter.
        alone = len(table.columns) == 1
        writer = csv.writer(
            file,
            lineterminator="\r\n",
            quoting=csv.QUOTE_ALL if alone else csv.QUOTE_MINIMAL,
        )
        writer.writerow([_text(title) for title in titles])
        for row in table.rows:
            watch.row += 1
            watch.column = 0
            cells = zip(words, row, strict=True)
            writer.writerow([finish(_text(make(value))) for make, value in cells])
    return watch.told()


def write_json(path: Path, table: Table) -> list[str]:
    """Write a .json: a list of objects, one a line; amounts are decimal numbers."""
    zone = ZoneInfo(table.zone)
    makers = [_json_value(column, zone) for column in table.columns]
    keys = [column.key for column in table.columns]
    with path.open("w", encoding="ascii") as file:
        file.write("[")
        for number, row in enumerate(table.rows):
            values = {key: make(value) for key, make, value in zip(keys, makers, row, strict=True)}
            file.write((",\n" if number else "\n") + json.dumps(values))
        file.write("\n]\n")
    return []


def _text(words: str) -> str:
    """Return words that a CSV file can hold."""
    return sound(words).replace("\0", "\ufffd") if not words.isprintable() else words


def _json_value(column: Column, zone: ZoneInfo) -> Callable[[object], object]:
    """Return what turns a value of a column into one that JSON knows."""
    words = plain_words(column.kind, zone, machine=True)

    def make(value: object) -> object:
        if value is None or (isinstance(value, str) and column.kind != "date"):
            return value
        if column.kind == "money" and isinstance(value, int):
            return value // 100 if value % 100 == 0 else value / 100
        if column.kind in ("int", "percent") and isinstance(value, int | float):
            return value
        return words(value)

    return make


class _Watch:
    """Remembers which cells of a CSV for machines a spreadsheet program would run."""

    def __init__(self) -> None:
        self.row = 1
        self.column = 0
        self._places: list[str] = []
        self._count = 0

    def note(self, words: str) -> str:
        """Return the words unchanged, having looked at them."""
        self.column += 1
        if dangerous(words):
            self._count += 1
            if len(self._places) < _NAMED:
                self._places.append(f"{letter(self.column)}{self.row}")
        return words

    def told(self) -> list[str]:
        """Return the sentence for the person, if there is anything to say."""
        if not self._count:
            return []
        return [
            ngettext(
                "{n} cell begins like a formula ({places}). Do not open this file in a "
                "spreadsheet program; it is meant for other programs.",
                "{n} cells begin like formulas ({places}). Do not open this file in a "
                "spreadsheet program; it is meant for other programs.",
                self._count,
            ).format(n=self._count, places=", ".join(self._places))
        ]
