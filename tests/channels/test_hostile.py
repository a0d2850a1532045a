"""Whatever stands in the cells: orders, rejects with a place, or a refused file; never a crash."""

import json
from random import Random

import pytest
from tests.channels.rig import recognised
from tests.channels.test_detect import CASES

from shopdesk.channels.convert import Conversion, Damaged
from shopdesk.channels.generic import guess_header, signature_of, suggest
from shopdesk.channels.headers import Index

CELLS = (
    *(None, "", " ", "-", "0", "1", "2", "15.000", "1.300.975", "12,5", "Rp 12.000", 0, 1, 15000),
    *(15000.0, -1, 2**60 + 1, True, "2024-09-01 10:15", "01/09/2024 10:15:00", "25 Aug 2023 10:15"),
    *("Selesai", "Batal", "shipped", "paid", "COD", "\x1b[31m", "=1+1", "\u202e", "a" * 5_000),
    *("\ud800", "x\ny", "[/]", "'", "''", ".", "4111 1111 1111 1111", "\u0661\u0662", "1e5", "--"),
    *("\t", "\ufeff", "NULL", "{}", "%s", "#N/A", "1.000.000.000.000.000.000"),
)
SPOILERS = ("86.33", 86.33, 1e30, float("nan"), float("inf"), "5.76E+17", 10**20, 15)


def fed(found, rng, cells, *, orderly=False):
    """Twenty rows of any width (in twos, if orderly), or the damage that they show."""
    conversion = Conversion(found, file="x")
    widths = (0, 3, len(found.header), len(found.header), 99)
    rows = [tuple(rng.choice(cells) for _ in range(rng.choice(widths))) for _ in range(20)]
    if orderly:
        at = next(p for c, p in Index(found.header).columns(found.spec) if c.field == "number")
        rows = [(*row[:at], f"N{n // 2}", *row[at + 1 :]) for n, row in enumerate(rows) if row[at:]]
    try:
        batches = [conversion.feed(1, rows[:7]), conversion.feed(8, rows[7:]), conversion.finish()]
    except Damaged as refused:
        return None, refused
    return (conversion, batches), None


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "header"), CASES)
def test_any_cell_in_any_column(name, header, seed):
    found = recognised([header.split(" | ") if isinstance(header, str) else header])
    rng = Random(seed)
    for cells in (CELLS, CELLS + SPOILERS) * 6:
        told, refused = fed(found, rng, cells)
        if refused:
            assert refused.reject.row >= 2
            assert refused.reject.column
            assert refused.reject.reason in str(refused)
            continue
        conversion, batches = told
        for reject in conversion.rejects:
            assert reject.row >= 2
            assert reject.reason
            assert len(reject.value) <= 200
        rows = [row for batch in batches for row in (*batch.orders, *batch.lines)]
        for row in rows:
            assert row[-1] is None or json.loads(row[-1])
            assert {type(cell) for cell in row} <= {str, int, type(None)}
            assert "4111 1111 1111 1111" not in str(row)


def test_most_of_it_is_taken_or_rejected_and_not_refused_as_a_file():
    rng = Random(1)
    found = [recognised([h.split(" | ") if isinstance(h, str) else h]) for _name, h in CASES]
    refusals = [
        fed(one, rng, CELLS, orderly=True)[1] is not None for one in found for _round in range(5)
    ]
    assert sum(refusals) < len(refusals) / 2


@pytest.mark.parametrize("seed", range(20))
def test_any_header_of_an_unknown_sheet(seed):
    rng = Random(seed)
    rows = [tuple(rng.choice(CELLS) for _ in range(12)) for _ in range(9)]
    header = tuple("" if cell is None else str(cell) for cell in rows[0])
    assert set(suggest(header, rows[1:]).values()) <= set(header)
    assert len(signature_of(header)) == 16
    assert recognised(rows) is None
    guess_header(type("Head", (), {"name": "", "rows": tuple(rows)})())
