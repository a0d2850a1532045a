"""Every report of the house, one per file: found by listing this package."""

import importlib
import pkgutil

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.reports.spec import Report


def every() -> tuple[Report, ...]:
    """Return all reports in the order of their ``ORDER``, then by name."""
    found = [
        importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)
    ]
    return tuple(one.REPORT for one in sorted(found, key=lambda one: (one.ORDER, one.REPORT.id)))


def named(name: str) -> Report:
    """Return the report with this id.

    Raises:
        Refusal: there is none, with the names that there are.
    """
    reports = {one.id: one for one in every()}
    if name in reports:
        return reports[name]
    raise Refusal(
        _("There is no report “{name}”. Reports: {names}.").format(
            name=name, names=", ".join(reports)
        )
    )
