"""Files of banks and gateways into lines: what every test of them says in one call."""

from dataclasses import dataclass
from datetime import date

from shopdesk.channels.money.convert import Conversion
from shopdesk.channels.money.detect import recognise
from shopdesk.sheets import open_source

LIKELY = date(2025, 11, 25), date(2026, 11, 23)


@dataclass
class Told:
    """What came of a file."""

    format: str
    lines: list
    rejects: list
    warnings: list
    rows: int

    def sums(self):
        """The lines as day, signed amount and state."""
        return [(day(line.at), line.amount if line.incoming else -line.amount, line.state)
                for line in self.lines]  # fmt: skip


def told(path, days=LIKELY, specs=None):
    """Read a file as the import does."""
    with open_source(path) as source:
        found = recognise(source.heads, specs)
        assert found is not None
        conversion = Conversion(found, file=path.name, days=days)
        for first, rows in source.rows(found.sheet, found.first_row):
            conversion.feed(first, rows)
        lines = conversion.finish()
    return Told(found.spec.format, lines, conversion.rejects, conversion.warnings, conversion.rows)


def day(at):
    """The day of an instant in Jakarta."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(at, ZoneInfo("Asia/Jakarta")).date().isoformat()
