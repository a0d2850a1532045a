"""What a report is before it is made: a name, its questions, and what makes it.

A report is one file of ``reports/catalogue`` with a ``REPORT``; it is found by listing the package,
and then stands on the Reports desk, on the command line, in the schedule and in every format.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from shopdesk.reports.document import Document
    from shopdesk.store import Read

Answers = Mapping[str, str]
"""What was answered, by the question's id, as people type it."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a report asks. All words are English, translated when shown.

    "period" takes what ``periods.period`` takes, "shop" a shop's name or ``channel:name`` (empty:
    all), "currency" a code (empty: that of most orders), "choice" one of ``words``, "number" a
    whole number, "flag" yes or no.
    """

    id: str
    name: str
    about: str
    kind: Literal["period", "shop", "currency", "choice", "number", "flag"]
    default: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``build`` gets an answer to every question, defaults filled in."""

    id: str
    name: str
    about: str
    questions: tuple[Question, ...]
    build: "Callable[[Read, Answers], Document]"
    personal: bool = False
    """It may hold personal data where a question asks for it."""
