"""What every test stands on: a database of its own run, and Vietnamese."""

import os

import pytest
from django.db import connections
from django.utils import translation


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the test database after this process, so that two runs on one machine do not meet."""
    default = connections["default"]
    default.settings_dict["TEST"]["NAME"] = f"test_thongsuot_{os.getpid()}"


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Begin every test in Vietnamese, whatever the one before switched to."""
    translation.activate("vi")
