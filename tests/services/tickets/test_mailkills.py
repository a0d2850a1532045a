"""A sync that is killed by kill -9 and loses its server loses no mail and takes none twice."""

import random

from tests import dovecot
from tests.desk import Desk
from tests.mailroad import Road


def test_no_mail_is_lost_or_doubled_when_the_sync_is_killed(tmp_path):
    with dovecot.opened() as server:
        road = Road(Desk(tmp_path), server)
        road.set_up()
        road.send(0, 120)
        road.strike(random.Random(7), 2.0, amidst=True)
        road.send(120, 60)
        road.restart()
        road.finish()
    assert road.complaints() == []
    assert sum(road.killed.values()) == 2
