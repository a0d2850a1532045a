"""Packing under pressure: `python -m tests.bench packing [--orders N] [--clerk N]`.

One packer at the terminal (a pty, a "scanner" that types as fast as the terminal takes it), one
more packer in a process of its own, and a clerk at the command line pack the same orders of one
store at the same time. Then the store is asked whether an order was packed twice or lost. After
that the terminal alone: how soon a single scan is answered, and whether a burst loses one.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests import packing as table
from tests.journeys.machine import SHOPDESK, Machine
from tests.journeys.terminal import Terminal
from tests.packers import HERE, ROOT
from tests.rig import NOW

from shopdesk import services
from shopdesk.clock import Clock
from shopdesk.services import journal
from shopdesk.store import Store

WANTED = ({"MUG-1": 1}, {"KAOS-M": 2}, {"MUG-1": 1, "KOPI": 1}, {"PAKET": 1})
PIECES = (["MUG-1"], ["KAOS-M"] * 2, ["MUG-1", "KOPI"], ["MUG-1", "MUG-1", "KOPI"])
SINGLE = 60
"""Scans whose answer is timed one by one."""


def codes(number: int) -> list[str]:
    """Return what a packer scans for an order."""
    return [f"A-{number:04}", *PIECES[number % len(PIECES)]]


def open_store(machine: Machine) -> Store:
    """Open the machine's store with a clock that runs."""
    return Store.open(machine.home, Clock("Asia/Jakarta"))


def fill(machine: Machine, orders: int) -> None:
    """Put products and orders into the store."""
    store = Store.open(machine.home, Clock("Asia/Jakarta", now=NOW))
    table.furnish(store)
    table.orders(store, {f"A-{n:04}": WANTED[n % len(WANTED)] for n in range(orders)})
    store.close()
    machine.home.settings_file.write_text("pack_slip = false\n")


def pack_table(machine: Machine) -> Terminal:
    """Open the packing table at a terminal."""
    terminal = machine.opens(size=(80, 24), SHOPDESK_USER="ani", SHOPDESK_STATION="meja 1")
    terminal.sees("A-0000")
    terminal.presses("B")
    terminal.sees("The table is free")
    return terminal


def second(machine: Machine, numbers: Sequence[int], said: Counter[str]) -> None:
    """Pack these as another packer, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.packers", HERE, "meja 2"], cwd=ROOT, text=True,
        env=machine.env | {"SHOPDESK_USER": "budi"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as packer:  # fmt: skip
        assert packer.stdin
        assert packer.stdout
        packer.stdout.readline()
        for number in numbers:
            packer.stdin.write(" ".join(codes(number)) + "\n")
            packer.stdin.flush()
            said.update(packer.stdout.readline().split())
        packer.stdin.close()


def clerk(machine: Machine, numbers: Sequence[int], said: Counter[str]) -> None:
    """Pack these from the command line, one command each."""
    for number in numbers:
        done = subprocess.run(
            [*SHOPDESK, "orders", "pack", f"A-{number:04}"], env=machine.env, cwd=ROOT,
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        said["packed" if done.returncode == 0 else "refused"] += 1


def together(machine: Machine, orders: int, by_hand: int) -> bool:
    """Let all three pack, and tell whether each order was packed once; prints the figures."""
    terminal = pack_table(machine)
    some = random.Random(7).sample(range(orders // 3, orders * 2 // 3), by_hand)
    mine, other = Counter[str](), Counter[str]()
    others = [
        threading.Thread(target=second, args=(machine, range(orders - 1, -1, -1), mine)),
        threading.Thread(
            target=clerk,
            args=(machine, some, other),
        ),
    ]
    began = time.monotonic()
    for thread in others:
        thread.start()
    for number in range(orders):
        terminal.sends("".join(f"{code}\r" for code in codes(number)))
    for thread in others:
        thread.join()
    terminal.waits_for(lambda: settled(machine, orders), "orders are left", 900)
    seconds = time.monotonic() - began
    found = told(machine)
    sys.stdout.write(
        f"{orders} orders in {seconds:.0f} s ({orders / seconds:.0f} a second): "
        f"terminal {found['ani']}, second packer {found['budi']}, command line "
        f"{other['packed']} (refused {other['refused']}); packed {found['packed']}, "
        f"twice {found['twice']}, lost {orders - found['packed']}, "
        f"scans {found['scans']}, refused {found['refused']}, "
        f"journal {'whole' if found['whole'] else 'broken'}\n"
    )
    return found["packed"] == orders and not found["twice"] and bool(found["whole"])


def settled(machine: Machine, orders: int) -> bool:
    """Tell whether every order is packed; asks the store now and then."""
    time.sleep(0.2)
    store = Store.open(machine.home, Clock("Asia/Jakarta"))
    with store.read() as read:
        packed = services.orders.total(read, "status:to_ship")
    store.close()
    return packed == orders


def told(machine: Machine) -> dict[str, Any]:
    """Return what the store says of who packed what, and how often."""
    store = Store.open(machine.home, Clock("Asia/Jakarta"))
    ask = store.engine.connect()
    one = lambda query: ask.exec_driver_sql(query).scalar()  # noqa: E731
    acts = (
        "SELECT r.pk, count(*) AS n FROM journal_rows AS r JOIN journal_entries AS e "
        "ON e.id = r.entry WHERE r.tab = 'orders' AND r.before LIKE '%own_fulfilment%' "
        "AND e.undone_by IS NULL GROUP BY r.pk HAVING n > 1"
    )
    by = dict(ask.exec_driver_sql(
        "SELECT by, count(*) FROM scans WHERE verdict = 'done' GROUP BY by"
    ).fetchall())  # fmt: skip
    twice = len(ask.exec_driver_sql(acts).fetchall())
    twice += one("SELECT count(*) - count(DISTINCT order_id) FROM scans WHERE verdict = 'done'")
    found = {
        "ani": by.get("ani", 0), "budi": by.get("budi", 0), "twice": twice,
        "packed": one("SELECT count(*) FROM orders WHERE status = 'to_ship'"),
        "scans": one("SELECT count(*) FROM scans"),
        "refused": one("SELECT count(*) FROM scans WHERE verdict NOT IN ('ok', 'order', 'done')"),
    }  # fmt: skip
    ask.close()
    found["whole"] = journal.verify(store).ok
    store.close()
    return found


def alone(machine: Machine, orders: int) -> bool:
    """Time single scans at the terminal, then a burst of all that is left; prints the figures."""
    terminal = pack_table(machine)
    terminal.quiet()
    took: list[float] = []
    for number in range(SINGLE // 2):
        for code in codes(number):
            terminal.quiet(0.1)
            seen, began = len(terminal.raw), time.monotonic()
            terminal.sends(f"{code}\r")
            terminal.waits_for(lambda seen=seen: _answered(terminal, seen), "no answer")
            took.append(terminal.arrivals[-1][0] - began)
    left = range(SINGLE // 2, orders)
    scans = [code for number in left for code in codes(number)]
    began = time.monotonic()
    terminal.sends("".join(f"{code}\r" for code in scans))
    sent = time.monotonic() - began
    terminal.waits_for(lambda: settled(machine, orders), "orders are left", 900)
    burst = time.monotonic() - began
    found = told(machine)
    good = found["packed"] == orders and not found["refused"]
    sys.stdout.write(
        f"a scan at the terminal: median {median(took) * 1000:.0f} ms, p95 "
        f"{quantiles(took, n=20)[-1] * 1000:.0f} ms of {len(took)} from its last sign to the last "
        f"byte of the answer; a burst of {len(scans)} codes ({sum(map(len, scans))} signs, typed "
        f"in {sent:.1f} s) was written after {burst:.1f} s ({len(scans) / burst:.0f} a second), "
        f"lost {orders - found['packed']}, refused {found['refused']}\n"
    )
    return bool(good)


def _answered(terminal: Terminal, seen: int) -> bool:
    """Tell whether the verdict of a scan is painted: a sentence of it came since."""
    fresh = bytes(terminal.raw[seen:])
    return any(word in fresh for word in (b"to scan", b" of ", b"packed"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both, and return 1 where an order was packed twice, or one was lost."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench packing", description=__doc__)
    asked.add_argument("--orders", type=int, default=1000)
    asked.add_argument("--clerk", type=int, default=40, help="orders that the clerk packs")
    chosen = asked.parse_args(arguments)
    well = True
    for measure in ("together", "alone"):
        with tempfile.TemporaryDirectory(prefix="shopdesk-packing-") as folder:
            machine = Machine(Path(folder))
            orders = chosen.orders if measure == "together" else min(chosen.orders, 300)
            fill(machine, orders)
            ran = (
                together(machine, orders, chosen.clerk)
                if measure == "together"
                else alone(machine, orders)
            )
            well = well and ran
            machine.close()
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
