"""Making a report: answers are checked and filled in, it is built, and perhaps written."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from shopdesk.locale import _
from shopdesk.locale import language as spoken
from shopdesk.refusal import Refusal
from shopdesk.reports import catalogue, renderers
from shopdesk.reports.document import Document, Table
from shopdesk.reports.papers.press import speaking
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.spec import Answers, Report
from shopdesk.services import reporting
from shopdesk.services.analyses import reckoning
from shopdesk.sheets.apostrophe import SAFE_SUFFIX
from shopdesk.sheets.draft import drafted

if TYPE_CHECKING:
    from shopdesk.store import Read, Store


class Follower(Protocol):
    """Who follows the writing: told how far it is, asked whether to go on."""

    def progress(self, what: str, rows: int, share: float) -> None:
        """Be told what is written, rows so far, a share from 0 to 1."""

    def cancelled(self) -> bool:
        """Tell whether to stop."""


class Job:
    """A follower who lets everything be written to its end."""

    def progress(self, what: str, rows: int, share: float) -> None:
        """Take no notice."""

    def cancelled(self) -> bool:
        """Go on."""
        return False


@dataclass(frozen=True, slots=True)
class Written:
    """A report's file, its SHA-256 in hexadecimal and size, and the journal's entry of it."""

    path: Path
    sha256: str
    bytes: int
    entry: int | None


def make(read: "Read", name: str, answers: Answers) -> Document:
    """Return the report, made of these answers; what was not answered has its default.

    Raises:
        Refusal: there is no such report or question, or an answer says nothing to it.
    """
    report = catalogue.named(name)
    return report.build(read, filled(report, answers))


def filled(report: Report, answers: Answers) -> dict[str, str]:
    """Return an answer to every question.

    Raises:
        Refusal: there is no such question, or no such choice.
    """
    known = {question.id: question for question in report.questions}
    if unknown := [name for name in answers if name not in known]:
        raise Refusal(
            _("The report “{report}” does not ask “{question}”. It asks: {questions}.").format(
                report=report.id, question=unknown[0], questions=", ".join(known)
            )
        )
    whole = {name: answers.get(name) or question.default for name, question in known.items()}
    for name, question in known.items():
        if question.words and whole[name] not in question.words:
            raise Refusal(
                _("{question} is one of {words}, not “{answer}”.").format(
                    question=name, words=", ".join(question.words), answer=whole[name]
                )
            )
    return whole


def write(  # noqa: PLR0913 - each is a fact about the file that no other implies
    store: "Store", job: Follower, name: str, answers: Answers, out: Path, language: str = ""
) -> Written:
    """Make a report and write it to a file whose ending chooses the format, whole or not at all.

    A .csv is called NAME.safe.csv, because texts that a spreadsheet program would run are guarded.

    Raises:
        Refusal: there is no such report, format or answer, the letterhead cannot be used, the place
            cannot be written to, or the job was stopped.
    """
    renderers.ending(out)
    place = place_of(out)
    job.progress(place.name, 0, 0.0)
    with speaking(language or spoken()):
        report = catalogue.named(name)
        whole = filled(report, answers)
        reckoning.keep(store)
        with store.read() as read:
            document = report.build(read, whole)
        _go_on(job)
        letterhead = store.settings.letterhead.strip()
        means = Means(
            Path(letterhead).expanduser() if letterhead else None, _following(job, place, document)
        )
        blob = renderers.render(document, place, means=means)
        _go_on(job)
        sha256 = hashlib.sha256(blob).hexdigest()
        with drafted(place) as draft:
            draft.write_bytes(blob)
            change = store.do(
                reporting.ran, name, str(place), sha256, len(blob), answers=whole,
                period=document.period, language=document.language, personal=document.personal,
            )  # fmt: skip
    return Written(place, sha256, len(blob), change.entry)


def place_of(out: Path) -> Path:
    """Return the file that is written: one of CSV says in its name that its texts are guarded."""
    plain = out.suffix.lower() == ".csv" and not out.name.lower().endswith(SAFE_SUFFIX)
    return out.with_suffix(SAFE_SUFFIX) if plain else out


def _following(job: Follower, place: Path, document: Document) -> Callable[[int], None]:
    """Return what tells the job of rows written, and stops where the job was stopped."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    total = max(1, sum(len(table.rows) for table in tables))

    def progress(rows: int) -> None:
        _go_on(job)
        job.progress(place.name, rows, min(1.0, rows / total))

    return progress


def _go_on(job: Follower) -> None:
    if job.cancelled():
        raise Refusal(_("Stopped; no file was written."))
