"""Days that tell nothing of ordinary ones: double dates, paydays, Harbolnas, Ramadan, Lebaran.

They stand in ``data/tables/campaigns.toml``; a shop adds its own.
"""

from datetime import date

from shopdesk import tables


def campaigns(on: date) -> tuple[str, ...]:
    """Return the ids of the campaigns that a day belongs to; none for an ordinary day."""
    return tuple(dict.fromkeys(row["id"] for row in _rows(on)))


def name(campaign: str) -> str:
    """Return what the tables call a campaign, the shop's own word last."""
    return str(next(row["name"] for row in reversed(tables.rows("campaigns"))
                    if row["id"] == campaign and "name" in row))  # fmt: skip


def _rows(on: date) -> list[tables.Row]:
    held = tables.rows("campaigns", on)
    gone = {row["id"] for row in held if row.get("change") == "remove"}
    return [row for row in held if row["id"] not in gone and _is_of(row, on)]


def _is_of(row: tables.Row, on: date) -> bool:
    rule = row.get("rule")
    if rule == "double":
        return on.day == on.month
    return rule != "monthly" or row["first"] <= on.day <= row["last"]
