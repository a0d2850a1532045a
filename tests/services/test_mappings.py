"""Unknown sheets: mapped once, with the way they write, and read so from then on."""

import json

import pytest
from tests.rig import open_store
from tests.services.test_imports import card, take

from shopdesk.models.shops import Mapping
from shopdesk.refusal import Refusal
from shopdesk.services import imports

COLUMNS = {
    "number": "Ref", "placed_at": "Day", "name": "Item", "qty": "Qty", "price": "Price",
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        path = tmp_path / "own.csv"
        path.write_text("Ref;Day;Item;Qty;Price\n" + "\n".join(rows) + "\n")
        return path

    return write


def test_the_way_is_seen_said_and_kept(store, sheet):
    path = sheet("R-1;08/25/2026;Mug;2;\u20b11,250.50")
    label = imports.learn(store, [path], COLUMNS).label
    assert label == "Remembered how to read “own.csv”: 1,234.56, month/day/year, PHP"
    take(store, path)
    order = card(store, "R-1")
    assert (order.row.currency, order.items[0].price) == ("PHP", 125_050)
    assert store.clock.iso(order.row.placed).startswith("2026-08-25")
    take(store, sheet("R-2;09/01/2026;Mug;1;1,000.00"))
    assert store.clock.iso(card(store, "R-2").row.placed).startswith("2026-09-01")


def test_what_is_only_assumed_is_said_so(store, sheet):
    label = imports.learn(store, [sheet("R-1;05/08/2026;Mug;2;20000")], COLUMNS).label
    assert label.endswith("1.234,56, day/month/year, IDR (assumed: numbers, dates, currency)")


def test_what_was_told_counts(store, sheet):
    path = sheet("R-1;05/08/2026;Mug;2;20000")
    imports.learn(store, [path], COLUMNS, style="us", dates="mdy", currency="PHP")
    take(store, path)
    order = card(store, "R-1").row
    assert (store.clock.iso(order.placed)[:10], order.currency) == ("2026-05-08", "PHP")


def test_a_cell_that_contradicts_is_named_and_nothing_is_kept(store, sheet):
    path = sheet("R-1;05/08/2026;Mug;2;20.000", "R-2;25/08/2026;Mug;1;5")
    with pytest.raises(Refusal, match="Row 3, column “Day”: “25/08/2026”"):
        imports.learn(store, [path], COLUMNS, dates="mdy")
    assert take(store, path)[0].files[0].rejects


def test_a_later_file_that_writes_otherwise_is_refused_cell_by_cell(store, sheet):
    imports.learn(store, [sheet("R-1;08/25/2026;Mug;2;1,250.50")], COLUMNS)
    made, _change = take(
        store, sheet("R-2;26/08/2026;Mug;2;1,250.50", "R-3;08/26/2026;Mug;2;1.250,50")
    )
    assert [(r.row, r.column, r.value) for r in made.files[0].rejects] == [
        (2, "Day", "26/08/2026"), (3, "Price", "1.250,50"),
    ]  # fmt: skip


def test_a_field_that_does_not_exist_is_refused(store, sheet):
    with pytest.raises(Refusal, match=r"no field “colour”.*number, placed_at"):
        imports.learn(store, [sheet("R-1;;Mug;2;5")], COLUMNS | {"colour": "Item"})


def test_a_mapping_from_before_ways_were_kept_is_read_as_it_was(store, sheet):
    path = sheet("R-1;05/08/2026;Mug;2;20.000")
    imports.learn(store, [path], COLUMNS)

    def older(work):
        work.session.query(Mapping).one().columns = json.dumps(COLUMNS)
        return work.done("older")

    store.do(older)
    take(store, path)
    assert card(store, "R-1").items[0].price == 2_000_000
