"""Product sheets into products: what every test of such a layout says in one call."""

import csv
from dataclasses import dataclass
from io import StringIO

from tests.channels.rig import head

from shopdesk.channels.catalogue.convert import Conversion
from shopdesk.channels.catalogue.detect import recognise
from shopdesk.sheets import open_source


@dataclass
class Told:
    """What came of a sheet."""

    format: str
    goods: list
    rejects: list
    warnings: list
    rows: int
    refused: int
    labels: dict

    @property
    def items(self):
        return [item for goods in self.goods for item in goods.items]

    def facts(self, *names):
        """These fields of every variant, those of its product among them."""
        return [
            tuple(({**goods.said, **item.said}).get(name) for name in names)
            for goods in self.goods
            for item in goods.items
        ]


def convert(rows, name="", *, specs=None, step=512):
    """Recognise rows, feed them in steps, and return what came of them."""
    rows = [tuple(row) for row in rows]
    found = recognise([head(rows, name)], specs)
    assert found is not None
    return _fed(
        found, ((at, rows[at : at + step]) for at in range(found.first_row, len(rows), step))
    )


def read(path):
    """The same of a file, through the child process that reads it."""
    with open_source(path) as source:
        found = recognise(source.heads)
        assert found is not None
        return _fed(found, source.rows(found.sheet, found.first_row))


def text(content):
    """The same of a CSV given as text."""
    return convert(csv.reader(StringIO(content.strip("\n"))))


def _fed(found, batches):
    conversion = Conversion(found, file="sheet.xlsx")
    for first, rows in batches:
        conversion.feed(first, rows)
    goods = conversion.finish()
    return Told(
        found.spec.format, goods, conversion.rejects, conversion.warnings, conversion.rows,
        conversion.refused, conversion.labels,
    )  # fmt: skip
