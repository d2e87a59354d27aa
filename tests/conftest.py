"""What every test stands on: a database of its own run, and Vietnamese."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.foundation.core.early_words import speak


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the test database after this process, so that two runs on one machine do not meet."""
    default = connections["default"]
    default.settings_dict["TEST"]["NAME"] = f"test_thongsuot_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what other sessions a test with threads has left on the test database, so that it can be dropped."""
    yield
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND pg_has_role(session_user, usesysid, 'MEMBER')"
        )


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Begin every test in Vietnamese, whatever the one before switched to."""
    translation.activate("vi")
    speak("vi")
