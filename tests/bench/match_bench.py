"""Matching a seeded month: how much is matched by itself, whether all of it is right, how fast.

`python -m tests.bench match [--orders N] [--lines N] [--seed N]`. The month is lived day by day:
orders, codes, the day's statement with its match, expiry. The traps (5 % of the lines) are those of
tests/makers/month.py. Precision must be 100 %; returns 1 where it is not.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.makers.month import Month
from tests.rig import open_store

from shopdesk.services import payments


def main(arguments: Sequence[str] | None = None) -> int:
    """Live the month and print what came of it."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench match", description=__doc__)
    asked.add_argument("--orders", type=int, default=2_000)
    asked.add_argument("--lines", type=int, default=6_000)
    asked.add_argument("--seed", type=int, default=7)
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as folder:
        store = open_store(Path(folder))
        month = Month(store, orders=chosen.orders, lines=chosen.lines, seed=chosen.seed)
        began = time.perf_counter()
        month.live()
        score = month.score(time.perf_counter() - began)
        began = time.perf_counter()
        store.do(payments.match_auto)
        again = time.perf_counter() - began
        began = time.perf_counter()
        waits, first = month.left()
        each = (time.perf_counter() - began) / max(1, waits)
        store.close()
    sys.stdout.write(
        f"{score.orders:,} orders, {score.lines:,} lines, {score.traps} of them traps "
        f"({score.traps / score.lines:.1%}), seed {chosen.seed}\n"
        f"matched by itself {score.right + len(score.wrong):,} of {score.paying:,} paying lines: "
        f"precision {score.precision:.2%}, recall {score.recall:.1%} "
        f"(of lines that are no trap {score.clean_recall:.1%})\n"
        f"of {waits} paying lines left to a person the right order stands first for {first} "
        f"({each * 1000:.1f} ms a line)\n"
        f"the month in {score.seconds:.1f} s; one more match over all {again:.3f} s\n\n"
        "| trap | lines | matched |\n|---|---|---|\n"
    )
    for name, (lines, matched) in score.by_trap.items():
        sys.stdout.write(f"| {(name or 'none').replace('_', ' ')} | {lines} | {matched} |\n")
    sys.stdout.writelines(f"WRONG {line}\n" for line in score.wrong)
    return int(bool(score.wrong))


if __name__ == "__main__":
    sys.exit(main())
