"""Whatever stands in the cells: orders, rejects with a place, or a refused file; never a crash."""

import json
from random import Random

import pytest
from tests.channels.rig import recognised
from tests.channels.test_detect import CASES

from shopdesk.channels.convert import Conversion, Damaged
from shopdesk.channels.generic import guess_header, signature_of, suggest

CELLS = (
    None, "", " ", "-", "0", "1", "2", "15.000", "1.300.975", "12,5", "86.33", "Rp 12.000", 0, 1,
    15000, 15000.0, 86.33, -1, 2**60 + 1, 1e30, float("nan"), float("inf"), True, "2024-09-01 10:15",
    "01/09/2024 10:15:00", "25 Aug 2023 10:15", "Selesai", "Batal", "shipped", "paid", "COD",
    "5.76E+17", "\x1b[31m", "=1+1", "\u202e", "a" * 5_000, "\ud800", "x\ny", "[/]", "'", "''", ".",
    "4111 1111 1111 1111", "\u0661\u0662", "1e5", "--", "\t", "\ufeff", "NULL", "{}", "%s",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("name", "header"), CASES)
def test_any_cell_in_any_column(name, header, seed):
    rng = Random(seed)
    header = header.split(" | ") if isinstance(header, str) else list(header)
    found = recognised([header])
    damaged = whole = 0
    for _round in range(12):
        conversion = Conversion(found, file="x")
        rows = [tuple(rng.choice(CELLS) for _ in range(rng.choice((0, 3, len(header), 99))))
                for _ in range(20)]  # fmt: skip
        try:
            batches = [conversion.feed(1, rows[:7]), conversion.feed(8, rows[7:]),
                       conversion.finish()]  # fmt: skip
        except Damaged as refused:
            damaged += 1
            assert refused.reject.row >= 2
            assert refused.reject.column
            assert str(refused)
            continue
        whole += 1
        for reject in conversion.rejects:
            assert reject.row >= 2
            assert reject.reason
            assert len(reject.value) <= 200
        for batch in batches:
            for *_cells, extra in [*batch.orders, *batch.lines]:
                assert extra is None or json.loads(extra)
            for cell in [cell for row in [*batch.orders, *batch.lines] for cell in row]:
                assert cell is None or type(cell) in {str, int}
                assert "4111 1111 1111 1111" not in str(cell)
    assert damaged + whole == 12


@pytest.mark.parametrize("seed", range(20))
def test_any_header_of_an_unknown_sheet(seed):
    rng = Random(seed)
    rows = [tuple(rng.choice(CELLS) for _ in range(12)) for _ in range(9)]
    header = tuple("" if cell is None else str(cell) for cell in rows[0])
    assert set(suggest(header, rows[1:]).values()) <= set(header)
    assert len(signature_of([name.replace("\ud800", "") for name in header])) == 16
    assert recognised(rows) is None
    guess_header(type("Head", (), {"name": "", "rows": tuple(rows)})())
