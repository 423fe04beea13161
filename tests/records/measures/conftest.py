"""The world that the figures are counted in."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """The cast at work."""
    return worlds.build()
