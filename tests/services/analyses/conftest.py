"""A store of invented trade, and its lines as plain rows."""

import pytest
from tests.rig import open_store
from tests.trade import every_line, fill


@pytest.fixture(scope="package")
def trade(tmp_path_factory):
    """Return a store that tests only read."""
    opened = open_store(tmp_path_factory.mktemp("trade"))
    opened.do(fill)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def lines(trade):
    """Return every order line in plain Python."""
    with trade.read() as read:
        return every_line(read)
