"""A computer with nothing on it but the program."""

import pytest
from tests.journeys.machine import Machine


@pytest.fixture
def machine(tmp_path):
    """Give somebody a computer of their own; it is turned off at the end."""
    made = Machine(tmp_path / "rani")
    yield made
    made.close()
