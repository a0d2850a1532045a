"""Broken and hostile mails through Dovecot: `python -m tests.bench.badmails [MALFORMED [HOSTILE]]`.

All of them are delivered, fetched and read: by the reads of the tickets, and by the commands as a
person sees them. None may stop the others, and no text of theirs may hold a control sign.
"""

import argparse
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests import dovecot, killing
from tests.desk import Desk
from tests.mailroad import USER, Road
from tests.makers import bad_mails

from shopdesk.services import tickets
from shopdesk.store import Store

KEPT_SIGNS = "\n\u200d"


def main(arguments: Sequence[str] | None = None) -> None:
    """Deliver, fetch, read, and print what was harmful."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.badmails", description=__doc__)
    asked.add_argument("malformed", type=int, nargs="?", default=500)
    asked.add_argument("hostile", type=int, nargs="?", default=500)
    chosen = asked.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="shopdesk-mails-") as folder,
        dovecot.opened() as server,
    ):
        desk = Desk(Path(folder))
        road = Road(desk, server)
        road.set_up()
        made = bad_mails.malformed(chosen.malformed) + bad_mails.hostile(chosen.hostile)
        server.deliver(made, USER)
        began = time.monotonic()
        done = desk.json("mail", "sync")
        seconds = time.monotonic() - began
        wrong = [text for text in texts(desk) if any(map(harmful, text))]
        wrong += killing.complaints(desk)
    (source,) = done["sources"]
    sys.stdout.write(
        f"{len(made)} mails in {seconds:.1f} s: {source['messages']} messages, "
        f"{source['known']} known already, {source['unreadable']} broke the house, "
        f"trouble: {source['trouble']}; {len(wrong)} harmful\n"
    )
    sys.stdout.write("".join(f"{one[:100]!r}\n" for one in wrong[:20]))
    sys.exit(bool(wrong or source["messages"] + source["known"] != len(made)))


def texts(desk: Desk) -> Iterator[str]:
    """Yield all that a person sees of the tickets: by the reads, and by the commands."""
    store = Store.open(desk.home)
    with store.read() as read:
        rows = tickets.page(read, size=5_000)
        for row in rows:
            yield from of_card(row, tickets.show(read, row.id))
    store.close()
    for words in (
        ("list", "--limit", "0"),
        *(("show", row.id) for row in rows[:: len(rows) // 20]),
    ):
        code, out, err = desk.run("tickets", *words)
        assert code == 0, err
        yield out


def of_card(row: Any, card: Any) -> Iterator[str]:
    """Yield the texts of one ticket."""
    yield from (row.subject, row.customer, row.address)
    for message in card.messages:
        yield from (message.author, message.from_address, message.subject, message.body)
        yield from (text for file in message.files for text in (file.name, file.told_name))


def harmful(sign: str) -> bool:
    """Tell whether a sign does something instead of being seen."""
    return unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign not in KEPT_SIGNS


if __name__ == "__main__":
    main()
