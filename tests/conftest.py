"""What every test stands on: the database of the embedded server, with committed reference data of the migrations."""

import pytest


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Every test begins in Vietnamese, whatever the one before switched to."""
    from django.utils import translation

    translation.activate("vi")
