"""Making and writing a report: whole or not at all, with its hash in the journal."""

import hashlib

import pytest
import sqlalchemy as sa
from tests.rig import add_orders, open_store

from shopdesk import locale, services
from shopdesk.refusal import Refusal
from shopdesk.reports import running
from shopdesk.store.journal import ENTRY

ASKED = {"period": "2026-11"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("shop"))
    store.do(add_orders, [{"number": "A1"}, {"number": "A2"}])
    yield store
    store.close()


class Follower(running.Job):
    """Goes on until it was asked so many times."""

    def __init__(self, patience=1_000):
        self.patience = patience

    def cancelled(self):
        self.patience -= 1
        return self.patience < 0


def entries(store):
    with store.read() as read:
        return read.connection.scalar(sa.select(sa.func.count()).select_from(ENTRY))


def test_a_written_report_is_the_same_again_and_kept_with_its_hash(store, tmp_path):
    first = running.write(store, Follower(), "sales", ASKED, tmp_path / "a.xlsx", "id")
    again = running.write(store, Follower(), "sales", ASKED, tmp_path / "b.xlsx", "id")
    blob = first.path.read_bytes()
    assert (first.sha256, first.bytes) == (hashlib.sha256(blob).hexdigest(), len(blob))
    assert (again.path.read_bytes(), again.entry) == (blob, first.entry + 1)
    assert first.path.stat().st_mode & 0o777 == 0o600
    with store.read() as read:
        run = services.reporting.runs(read)[0]
        label = read.connection.scalar(sa.select(ENTRY.c.label).where(ENTRY.c.id == again.entry))
    assert (run.report, run.file, run.sha256, run.bytes, run.language, run.personal) == (
        "sales", str(again.path), again.sha256, again.bytes, "id", False)  # fmt: skip
    assert run.answers["period"] == "2026-11"
    assert "b.xlsx" in label
    assert again.sha256 in label
    assert locale.language() == "en"


def test_a_csv_says_that_it_is_guarded_and_a_stop_or_a_refusal_leaves_nothing(store, tmp_path):
    made = running.write(store, running.Job(), "sales", ASKED, tmp_path / "sales.csv")
    assert made.path.name == "sales.safe.csv"
    before = entries(store)
    made.path.write_bytes(b"older")
    for patience in (0, 1):
        with pytest.raises(Refusal, match="Stopped"):
            running.write(store, Follower(patience), "sales", ASKED, made.path)
    for name, answers, out, said in (
        ("sales", ASKED, tmp_path / "sales.xls", "must end in"),
        ("sales", {"by": "moon"}, made.path, "moon|does not ask"),
        ("sales", ASKED, tmp_path / "none" / "sales.csv", "Cannot write"),
        ("slaes", ASKED, made.path, "no report"),
    ):
        with pytest.raises(Refusal, match=said):
            running.write(store, running.Job(), name, answers, out)
    assert (made.path.read_bytes(), entries(store)) == (b"older", before)
    assert [path.name for path in tmp_path.iterdir()] == ["sales.safe.csv"]
