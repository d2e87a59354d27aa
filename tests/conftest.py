"""What every test stands on: a database of its own run, and Vietnamese."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.foundation.core.early_words import speak
from thongsuot.foundation.database.bounds import NOBODY, as_statement
from thongsuot.foundation.database.roles import APPLICATION


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


@pytest.fixture(autouse=True)
def _pages_as_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page of a test be asked in the application's own database role, behind the second wall.

    Tests prepare as the owner, whom no policy binds. Within a test's transaction the role is changed for the request.
    """
    asked = Client.request

    def as_application(client: Client, **request: Any) -> Any:
        if not connection.in_atomic_block:
            return asked(client, **request)
        raw: Any = connection.connection
        raw.execute(as_statement(NOBODY))
        raw.execute(f"SET LOCAL ROLE {APPLICATION}")
        try:
            return asked(client, **request)
        finally:
            raw.execute("RESET ROLE")

    monkeypatch.setattr(Client, "request", as_application)
