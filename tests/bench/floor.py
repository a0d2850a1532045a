"""The floor: stream a sheet and insert its rows flat into SQLite, nothing parsed, nothing checked.

Run as `python -m tests.bench.floor SHEET DATABASE`, in a process of its own.
"""

import sqlite3
import sys
from itertools import chain
from pathlib import Path

from python_calamine_plus import CalamineWorkbook


def floor(sheet: Path, database: Path) -> int:
    """One table, one text column per header, one transaction; the number of rows."""
    rows = iter(CalamineWorkbook.from_path(str(sheet)).stream_sheet_by_index(0))
    width = len(header := next(rows))
    columns = ", ".join(f"c{place} TEXT" for place in range(width))
    marks = ", ".join("?" * width)
    first = next(rows)
    assert len(first) == width == len(header)
    store = sqlite3.connect(database)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute(f"CREATE TABLE line ({columns})")
    added = store.executemany(f"INSERT INTO line VALUES ({marks})", chain([first], rows)).rowcount
    store.commit()
    store.close()
    return added


if __name__ == "__main__":
    sys.stdout.write(f"{floor(Path(sys.argv[1]), Path(sys.argv[2]))}\n")
