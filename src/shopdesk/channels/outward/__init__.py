"""Sheets that go out: where a marketplace's template takes our ids, stock, prices and texts."""
