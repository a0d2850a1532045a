"""One cell and one row, the same from every kind of file.

- text stays text, character for character; a cell that is absent or empty is "" (never None);
- a whole number is an int however it was written, any other number a float;
- a float of 2**53 or more is left a float: its last digits were lost before it reached us, and the
  channels refuse ids that arrive so;
- not-a-number and infinity become the texts "nan" and "inf": no sum may swallow them;
- an instant is the text "YYYY-MM-DD HH:MM:SS" (whole seconds), midnight sharp is the date alone,
  a time of day "HH:MM:SS", a duration "H:MM:SS" in hours;
- an error stays the text Excel shows, "#REF!".
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

EXACT = 2**53  # from here on a float cannot tell neighbouring whole numbers apart
MAX_ROWS = 1_048_576  # rows of a sheet, ECMA-376


class Inexact(Exception):  # noqa: N818 - a signal to change the reader, not a malfunction
    """A float of 2**53 or more turned up: another reader may still know the digits."""


def plain(cell: object, *, exact: bool) -> Cell:
    """Return the cell as text, int, float or bool, by the rules above.

    With `exact` False a float of 2**53 or more raises Inexact instead of being passed on.
    """
    kind = type(cell)
    if kind in (str, int, bool):
        return cell  # type: ignore[return-value]
    if cell is None:
        return ""
    if isinstance(cell, float):
        return _number(cell, exact=exact)
    return _moment(cell)


def plain_row(cells: Iterable[object], *, exact: bool = True) -> Row:
    """Return the row with plain cells and without the blank cells at its end."""
    return trimmed([plain(cell, exact=exact) for cell in cells])


def trimmed(cells: Sequence[Cell]) -> Row:
    """Return the row without the blank cells at its end; a blank row is ()."""
    if cells and cells[-1] != "":
        return tuple(cells)
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return tuple(cells[:end])


def _number(value: float, *, exact: bool) -> Cell:
    """Return a float as int where it is whole and sure."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        return str(value)
    if not value.is_integer():
        return value
    if abs(value) < EXACT:
        return int(value)
    if exact:
        return value
    raise Inexact


def _moment(cell: object) -> str:
    """Return a date, instant, time of day or duration as text."""
    if isinstance(cell, datetime):
        if not (cell.hour or cell.minute or cell.second or cell.microsecond):
            return cell.date().isoformat()
        return cell.replace(microsecond=0, tzinfo=None).isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.replace(microsecond=0, tzinfo=None).isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)
