"""Servers of these tests' own: real ones, in short folders that an unprivileged account can reach."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from thongsuot.foundation.database.binaries import Binaries
from thongsuot.foundation.database.cluster import make_folders, make_home
from thongsuot.foundation.database.connections import django_databases
from thongsuot.foundation.database.embedded import EmbeddedServer, start, stop
from thongsuot.foundation.database.launching import superuser_connection
from thongsuot.foundation.database.layout import Layout, layout_of


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder that everybody may pass through, and where no server is left running."""
    with _short_folder() as path:
        yield path


@pytest.fixture(scope="session")
def _stopped_server() -> Iterator[Path]:
    with _short_folder() as path:
        start(path / "h")
        stop(path / "h")
        yield path / "h"


@pytest.fixture(scope="session")
def server(_stopped_server: Path) -> Iterator[EmbeddedServer]:
    """One server for all tests that only ask it something."""
    with _short_folder() as path:
        subprocess.run(["cp", "-a", _stopped_server, path / "nhà"], check=True)
        yield start(path / "nhà")


@pytest.fixture
def stopped(_stopped_server: Path, folder: Path) -> Path:
    """The data folder of a server that ran once and was stopped; faster than making one."""
    subprocess.run(["cp", "-a", _stopped_server, folder / "h"], check=True)
    return folder / "h"


@pytest.fixture
def superuser(server: EmbeddedServer) -> Iterator[psycopg.Connection]:
    with superuser_connection(layout_of(server.home), "thongsuot") as connection:
        yield connection


@pytest.fixture
def connection_of(server: EmbeddedServer, django_db_blocker) -> Iterator[Callable[[str], BaseDatabaseWrapper]]:
    """Django connections to that server, by alias."""
    handler = ConnectionHandler(django_databases({"THONGSUOT_HOME": str(server.home)}))
    with django_db_blocker.unblock():
        yield handler.__getitem__
        handler.close_all()


@pytest.fixture
def layout(folder: Path) -> Layout:
    """The folders of a server that has no data yet."""
    make_home(folder / "h")
    made = layout_of(folder / "h")
    make_folders(made)
    return made


@pytest.fixture
def stand_in(layout: Layout) -> Callable[[str, str], Binaries]:
    """Make a few lines of shell stand in for a program of the server."""

    def make(name: str, script: str) -> Binaries:
        path = layout.place / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        layout.place.chmod(0o755)
        return Binaries(layout.place, "18.4")

    return make


class _short_folder:  # noqa: N801 - used as a function
    def __enter__(self) -> Path:
        self.path = Path(tempfile.mkdtemp(prefix="ts-", dir="/tmp")).resolve()
        self.path.chmod(0o755)
        return self.path

    def __exit__(self, *_error: object) -> None:
        for home in self.path.iterdir():
            layout = layout_of(home)
            stop(home)
            if self.path not in layout.sockets.parents:
                shutil.rmtree(layout.sockets, ignore_errors=True)
        shutil.rmtree(self.path)
