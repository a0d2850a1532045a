"""Anything at any time: `python -m tests.bench.ledger [ACTS [PROCESSES [BACK]]]`.

So many random acts on stock (receipts, orders, counts, lots, promises, undo, redo …) by several
processes on one store at once; then the seven identities must hold, and again after the newest
entries were undone one by one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests import ledger
from tests.rig import open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Act, add everything up again, and print what held; returns 1 if anything did not."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.ledger", description=__doc__)
    asked.add_argument("acts", type=int, nargs="?", default=10_000)
    asked.add_argument("processes", type=int, nargs="?", default=4)
    asked.add_argument("back", type=int, nargs="?", default=1_000, help="entries undone at the end")
    asked.add_argument("--act", nargs=3, help=argparse.SUPPRESS)
    chosen = asked.parse_args(arguments)
    if chosen.act:
        return _act(*chosen.act)
    with tempfile.TemporaryDirectory(prefix="shopdesk-ledger-") as folder:
        return _measure(Path(folder), chosen.acts, chosen.processes, chosen.back)


def _measure(folder: Path, acts: int, processes: int, back: int) -> int:
    (folder / "data").mkdir()
    (folder / "data" / "settings.toml").write_text("count_alone = true\n", "utf-8")
    store = open_store(folder)
    ledger.shop(store)
    began = time.monotonic()
    hands = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.ledger", "--act", str(folder), str(n),
             str(acts // processes)],
            cwd=ROOT, env=os.environ | {"SHOPDESK_USER": f"hand{n}"}, text=True,
            stdout=subprocess.PIPE,
        )
        for n in range(processes)
    ]  # fmt: skip
    told = [hand.communicate()[0].split() for hand in hands]
    seconds = time.monotonic() - began
    broken = [hand.args[-2] for hand in hands if hand.returncode]
    done, refused = (sum(int(one[at]) for one in told if one) for at in (0, 1))
    wrong = ledger.identities(store)
    whole = journal.verify(store).ok
    undone, after = _take_back(store, back)
    store.close()
    sys.stdout.write(
        f"{acts} acts by {processes} processes in {seconds:.1f} s: {done} done, {refused} refused; "
        f"{len(wrong)} of the identities' rows wrong, journal {'whole' if whole else 'broken'}; "
        f"{undone} entries undone, then {len(after)} wrong\n"
    )
    sys.stdout.writelines(f"{line}\n" for line in [*wrong[:20], *after[:20]])
    return int(bool(broken or wrong or after or not whole))


def _take_back(store: ledger.Store, back: int) -> tuple[int, list[str]]:
    """Undo the newest entries that stand; returns how many, and what does not hold then."""
    undone = 0
    for _turn in range(back):
        try:
            journal.undo(store)
        except Refusal:
            break
        undone += 1
    return undone, ledger.identities(store)


def _act(folder: str, number: str, acts: str) -> int:
    store = open_store(Path(folder))
    someone = ledger.Someone(store, int(number), f"h{number}-")
    for _turn in range(int(acts)):
        someone.one()
    store.close()
    sys.stdout.write(f"{someone.done} {someone.refused}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
