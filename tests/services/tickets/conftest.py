"""The shop's clock in the hand of a test."""

import pytest
from tests.rig import Watch


@pytest.fixture
def watch():
    return Watch()
