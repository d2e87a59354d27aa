"""A demonstration of one's own, built and served by the real command: for journeys, screenshots and measurements."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thongsuot.foundation.database.embedded import stop

ROOT = Path(__file__).parent.parent
SLUG = "nq13"
PATIENCE_SECONDS = 300
_OURS = ("THONGSUOT", "DJANGO", "PYTEST", "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where it is served, where its data lies, and the environment in which its commands run."""

    address: str
    home: Path
    environment: dict[str, str]


@contextmanager
def served_demonstration(home: Path) -> Iterator[Demonstration]:
    """Build the demonstration in `home`, unless it stands there, serve it on a free port, and end it afterwards."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = clean_environment() | {"THONGSUOT_HOME": str(home), "THONGSUOT_ADDRESS": address}
    home.mkdir(parents=True, exist_ok=True)
    log = home.with_name(home.name + ".log")
    with log.open("wb") as told:
        server = subprocess.Popen(  # noqa: S603 - our own command, words of ours
            [sys.executable, "-m", "thongsuot", "demo", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=told,
            stderr=told,
        )
    try:
        _wait_for(address, server, log)
        yield Demonstration(address, home, environment)
    finally:
        server.terminate()
        server.wait(timeout=60)
        stop(home)


@contextmanager
def thrown_away(name: str) -> Iterator[Path]:
    """Yield an empty folder in `var`, removed afterwards: a temporary folder of root's is one the database server cannot enter."""
    folder = ROOT / "var" / f"{name}-{os.getpid()}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would lead a command to another's data."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once pages are served; raise with the command's own words when it ends or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/dang-nhap/", timeout=5).close()  # noqa: S310 - an address of ours
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the demonstration is not served: {log.read_text()[-2000:]}")
