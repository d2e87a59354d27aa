"""The scene of every question."""

import pytest

from tests.builders.figures import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    """Set the scene."""
    return make_scene()
