"""Where the measuring stands: a data folder, its embedded server, the pages served from it."""

import contextlib
import os
import platform
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.demonstration import ROOT, clean_environment, free_port

TODAY = "2021-06-15T09:00:00+07:00"
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured, from a few minutes down to what a check on every change can afford."""

    rounds: int
    seconds: int
    imported: int
    cells_at_part: int
    page_views: int


FULL = Scale(rounds=5, seconds=3, imported=23_000, cells_at_part=99, page_views=5)
QUICK = Scale(rounds=3, seconds=2, imported=4_600, cells_at_part=9, page_views=5)


def prepare(home: Path) -> None:
    """Start a server in this folder, make the tables, and set Django up in this process."""
    for name in set(os.environ) - set(clean_environment()):
        del os.environ[name]
    os.environ |= {
        "THONGSUOT_HOME": str(home),
        "THONGSUOT_PINNED_NOW": TODAY,
        "THONGSUOT_SECOND_STEP": "0",
        "DJANGO_SETTINGS_MODULE": "thongsuot.settings",
    }
    import django
    from django.core.management import call_command
    from django.db import connection

    from thongsuot.foundation.database.bounds import this_process_is_the_installation
    from thongsuot.foundation.database.embedded import start

    start(home)
    django.setup()
    this_process_is_the_installation()
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # half a million people are entered by one statement


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the folder of this environment with two processes and the background work; yield the address."""
    port = free_port()
    log = Path(os.environ["THONGSUOT_HOME"]) / "serve.log"
    with log.open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "thongsuot", "serve", "--port", str(port), "--workers", "2"],
            cwd=ROOT,
            stdout=told,
            stderr=told,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/dang-nhap/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the pages are not served: see serve.log in the data folder")


def machine() -> list[str]:
    """Return what the figures were measured on: processors, memory, versions, load, and what one durable write costs."""
    from django.db import connection

    from thongsuot.foundation.database.binaries import binaries_here

    with Path("/proc/cpuinfo").open() as told:
        processor = next((line.partition(":")[2].strip() for line in told if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('shared_buffers'), current_setting('fsync')")
        buffers, fsync = cursor.fetchone()
    return [
        f"- {os.cpu_count()} × {processor}, {memory:.0f} GiB, {platform.system()} {platform.release()}",
        f"- Python {platform.python_version()}",
        f"- PostgreSQL {binaries_here().version} over a unix socket, shared_buffers {buffers}, fsync {fsync}",
        f"- load average at the beginning {os.getloadavg()[0]:.1f}",
        f"- one 8 kB write with fdatasync in the data folder: {_durable_write_us():.0f} µs (median of 200)",
    ]


def _durable_write_us() -> float:
    probe = Path(os.environ["THONGSUOT_HOME"]) / "probe"
    taken = []
    with probe.open("wb", buffering=0) as file:
        for _turn in range(200):
            began = time.perf_counter()
            os.pwrite(file.fileno(), b"\0" * 8192, 0)
            os.fdatasync(file.fileno())
            taken.append(1e6 * (time.perf_counter() - began))
    probe.unlink()
    return statistics.median(taken)
