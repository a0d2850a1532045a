"""Random acts on tickets against a plain model: `python -m tests.bench.ticketmodel [ACTS [GAMES]]`.

Each game has a seed of its own; the first difference ends it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.services.tickets.test_model import play


def main(arguments: Sequence[str] | None = None) -> None:
    """Play, and print how long it was and what was refused."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.ticketmodel", description=__doc__)
    asked.add_argument("acts", type=int, nargs="?", default=2_000)
    asked.add_argument("games", type=int, nargs="?", default=4)
    chosen = asked.parse_args(arguments)
    for seed in range(chosen.games):
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            pair, seen = play(Path(folder), chosen.acts, seed)
        refused = sum(n for (_act, side), n in pair.refused.items() if side == "real")
        sys.stdout.write(
            f"game {seed}: {pair.done} acts, {len(pair.house.talks)} tickets, {refused} refused, "
            f"{len(seen)} states, {time.monotonic() - began:.0f} s\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
