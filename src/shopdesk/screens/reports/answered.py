"""What a person answered to the questions of a report: remembered until the workstation ends."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from shopdesk.reports.spec import Report

_KEPT: Final[WeakKeyDictionary[Any, dict[str, dict[str, str]]]] = WeakKeyDictionary()
"""By workstation and report. A desk is put up anew with every change of the language."""


def answers(house: Any, report: "Report") -> dict[str, str]:
    """Return an answer to every question of the report: what was said last, or its default."""
    said = _KEPT.get(house, {}).get(report.id, {})
    return {one.id: said.get(one.id, one.default) for one in report.questions}


def keep(house: Any, report: "Report", said: Mapping[str, str]) -> None:
    """Remember what was answered."""
    _KEPT.setdefault(house, {})[report.id] = dict(said)
