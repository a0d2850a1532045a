"""Mails while the sync is killed: `python -m tests.bench.mailkills [MAILS [KILLS [RESTARTS]]]`.

Sent by our own wire over a real SMTP server and Dovecot, read by `mail sync`, which is killed by
kill -9 at random moments while the mails still come in, and whose server is restarted under it.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests import dovecot
from tests.desk import Desk
from tests.mailroad import Road

A_TIME = 300
"""Mails that wait when the server is cut off."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Send, strike, and print what is lost or doubled."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.mailkills", description=__doc__)
    asked.add_argument("mails", type=int, nargs="?", default=2_000)
    asked.add_argument("kills", type=int, nargs="?", default=40)
    asked.add_argument("restarts", type=int, nargs="?", default=2)
    chosen = asked.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="shopdesk-mails-") as folder,
        dovecot.opened() as server,
    ):
        road = Road(Desk(Path(folder)), server)
        road.set_up()
        _strike(road, chosen.mails, chosen.kills, chosen.restarts)
        seconds = road.finish()
        wrong = road.complaints()
    blows = ", ".join(f"{n} {where}" for where, n in sorted(road.killed.items()))
    sys.stdout.write(f"{len(road.sent)} mails sent; {blows}; last sync {seconds:.1f} s\n")
    sys.stdout.write(f"{len(wrong)} complaints\n" + "".join(f"{one}\n" for one in wrong[:20]))
    sys.exit(bool(wrong))


def _strike(road: Road, mails: int, kills: int, restarts: int) -> None:
    """Send a tenth; then strike while the rest comes in."""
    dice, first = random.Random(19), mails // 10
    road.send(0, first)
    began = time.monotonic()
    sending = threading.Thread(target=road.send, args=(first, mails - first))
    sending.start()
    for n in range(kills):
        road.strike(dice, 4.0, amidst=n % 3 > 0)
        sys.stderr.write(f"\rkill {n + 1} of {kills}: {road.kept()} kept        ")
    sending.join()
    sys.stderr.write(f"\n{time.monotonic() - began:.0f} s\n")
    for n in range(restarts):
        road.send(mails + n * A_TIME, A_TIME)
        road.restart()


if __name__ == "__main__":
    main()
