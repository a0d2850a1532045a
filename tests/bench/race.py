"""The last piece: `python -m tests.bench.race [RACERS [ROUNDS]]`.

In every round all racers, processes of their own, want the only piece of a SKU at the same moment,
by a verb that must not oversell. Exactly one wins.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests import racing

from shopdesk.services import journal, stock


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds, and print who won what; returns 1 if a piece was sold twice or not at all."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.race", description=__doc__)
    asked.add_argument("racers", type=int, nargs="?", default=20)
    asked.add_argument("rounds", type=int, nargs="?", default=50)
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-race-") as folder:
        store = racing.stocked(Path(folder), chosen.rounds)
        began, wins, wrong = time.monotonic(), Counter[str](), []
        for n, said in enumerate(racing.race(Path(folder), chosen.racers, chosen.rounds)):
            told = Counter(said)
            wins[racing.way(n)] += told["won"]
            if told != {"won": 1, "lost": chosen.racers - 1}:
                wrong.append(f"round {n} ({racing.way(n)}): {dict(told)}")
        seconds = time.monotonic() - began
        with store.read() as read:
            oversold = sum(level.oversold for level in stock.levels(read).values())
        whole = journal.verify(store).ok
        store.close()
    tried = chosen.racers * chosen.rounds
    sys.stdout.write(
        f"{chosen.racers} processes, {chosen.rounds} rounds, {tried} tries in {seconds:.1f} s "
        f"({seconds / tried * 1000:.1f} ms a try): {wins.total()} won, "
        f"{', '.join(f'{verb} {n}' for verb, n in wins.items())}; oversold {oversold}, "
        f"journal {'whole' if whole else 'broken'}\n"
    )
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return int(bool(wrong or oversold or not whole))


if __name__ == "__main__":
    sys.exit(main())
