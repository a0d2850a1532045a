"""A shop that tells its customers things; run as a program, a second sender of its mails."""

import sys
from pathlib import Path

from tests import postbox
from tests.rig import NOW, add_orders, home

from shopdesk.clock import Clock
from shopdesk.config import Home
from shopdesk.models.messages import MOMENTS
from shopdesk.services import messages
from shopdesk.services.messages import rules, sending
from shopdesk.store import Store

BUYER = {
    "email": "sari@example.com", "phone": "0812-3456-7890", "recipient": "sari lestari",
    "courier": "J&T Express",
}  # fmt: skip
SETTINGS = """\
smtp_host = "{host}"
smtp_port = {port}
smtp_security = "none"
mail_from = "halo@toko.example"
"""


def shop(folder: Path, *, port: int = 0, now: int = NOW, place: Home | None = None):
    """Open a store whose settings name the mail server on this port, if there is one."""
    place = place or home(folder)
    if port:
        place.settings_file.parent.mkdir(parents=True, exist_ok=True)
        place.settings_file.write_text(SETTINGS.format(host=postbox.HOST, port=port), "utf-8")
    return Store.open(place, Clock("Asia/Jakarta", now=now))


def order(store, number="A1", channel="shopify", **facts):
    """Put one order into the store and return its id; without facts its buyer can be reached."""
    return orders(store, [number], channel, **facts)[0]


def orders(store, numbers, channel="shopify", **facts):
    """Put orders of one shop into the store and return their ids."""
    told = [{"number": number, **BUYER, **facts} for number in numbers]
    store.run("seed", lambda work: add_orders(work, told, channel))
    with store.read() as read:
        found = read.connection.exec_driver_sql(
            "SELECT id FROM orders ORDER BY id DESC LIMIT ?", (len(told),)
        ).scalars()
        return sorted(found)


def rule(store, moment, medium="email", **facts):
    """Set a rule."""
    store.do(rules.set_rule, moment, medium, **({"mode": "auto"} | facts))


def rule_all(store, medium="email", **facts):
    """Set the rule of every moment."""
    for moment in MOMENTS:
        rule(store, moment, medium, **facts)


def outbox(store, state=""):
    """Return the messages, the oldest first."""
    with store.read() as read:
        return messages.listed(read, state=state)[::-1]


def told(store, state=""):
    """Return moment, medium and state of each message."""
    return [(one.moment, one.medium, one.state) for one in outbox(store, state)]


def _main(folder: str, port: str) -> None:
    store = shop(Path(folder), port=int(port))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    run = sending.send(store)
    sys.stdout.write(f"{len(run.sent)}\n")
    store.close()


if __name__ == "__main__":
    _main(*sys.argv[1:])
