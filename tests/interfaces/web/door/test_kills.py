"""Nothing acknowledged is ever lost, nothing counts twice: check-ins while the database, the web and the work are killed.

A server of its own, as `thongsuot serve` runs it; twelve clients, each repeating a check-in until it is acknowledged; and a
nemesis that kills -9 by chance. Who starts the dead again is the product's own affair, never the test's.

The control, by hand: THONGSUOT_TEST_POSTGRES="synchronous_commit = off" lets the database answer before it has written, and
the test must then find acknowledged check-ins missing.
"""

import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from thongsuot.domain.study.codes import make_opening, make_pass
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.database.embedded import stop
from thongsuot.foundation.database.launching import superuser_connection
from thongsuot.foundation.database.layout import layout_of

PEOPLE, CLASSES, CLIENTS = 1000, 5, 12
SEED = 20211
KILLS = ("postgres", "web", "work", "postgres and its sessions", "work", "postgres")
LONGEST_WAIT_SECONDS = 30.0
GIVES_UP_SECONDS = 120.0
ROOT = Path(__file__).parents[4]


@dataclass
class Installation:
    """A data folder, the port its server listens on, the classes that are open, the people on the roll."""

    home: Path
    port: int
    classes: list[str]
    entries: list[int]
    server: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> str:
        """Run a program of the product over this data folder and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this installation, free of the tests' own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("THONGSUOT_")}
        return kept | {"THONGSUOT_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "thongsuot.settings"}

    def processes_of(self, victim: str) -> list[psutil.Process]:
        """Return the living processes that a kill of this name hits."""
        if victim.startswith("postgres"):
            postmaster = psutil.Process(int((layout_of(self.home).data / "postmaster.pid").read_text().split()[0]))
            return [postmaster, *(postmaster.children() if "sessions" in victim else [])]
        children = psutil.Process(self.server.pid).children() if self.server else []
        is_work = ["work" in child.cmdline() or "thongsuot.interfaces.jobs" in child.cmdline() for child in children]
        return [child for child, work in zip(children, is_work, strict=True) if work == (victim == "work")][:1]


@dataclass
class History:
    """What the clients were told."""

    acknowledged: Counter[tuple[str, int]] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    longest_wait: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


@pytest.fixture
def installation() -> Iterator[Installation]:
    """An installation with a crowd before five open doors."""
    folder = Path(tempfile.mkdtemp(prefix="ts-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    made = Installation(folder / "h", _free_port(), [], [])
    try:
        made.run("thongsuot", "migrate")
        crowd = json.loads(made.run("tests.builders.crowd", str(PEOPLE), str(CLASSES)))
        made.classes, made.entries = crowd["classes"], [entry for entry, _edition in crowd["entries"]]
        _take_settings(made.home)
        yield made
    finally:
        if made.server:
            made.server.terminate()
            made.server.wait(timeout=60)
        stop(made.home)
        shutil.rmtree(folder)


@pytest.fixture
def served(installation: Installation, settings: Any) -> Installation:
    """The same, with its server running; its key is this process's too, so that passes and openings can be made here."""
    settings.DATA_KEY = bytes.fromhex((installation.home / "installation.key").read_text())
    words = ["thongsuot", "serve", "--port", str(installation.port), "--workers", "2"]
    with (installation.home / "serve.log").open("wb") as log:
        installation.server = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=installation.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _answers(installation.port):
        time.sleep(0.1)
    return installation


def test_acknowledged_check_ins_survive_the_death_of_any_process(served: Installation) -> None:
    history, is_over, killed = History(), threading.Event(), Counter[str]()
    nemesis = threading.Thread(target=_kill_by_chance, args=(served, is_over, killed))
    nemesis.start()
    chance = random.Random(SEED)
    rows = [(one, entry) for one in served.classes for entry in served.entries]
    chance.shuffle(rows)

    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [rows[n::CLIENTS] for n in range(CLIENTS)]
        list(clients.map(lambda share: _come(served.port, share, history, is_over), shares))
    nemesis.join()
    stored, counted = _stored(served)

    assert killed.total() >= len(KILLS), killed
    assert set(history.acknowledged) == set(rows), history.answers
    assert set(rows) - set(stored) == set(), f"lost, after {killed}"
    assert set(stored.values()) == {1}, "recorded twice"
    assert counted == PEOPLE
    assert history.longest_wait < LONGEST_WAIT_SECONDS, history.answers
    served.run("thongsuot", "verify")  # raises when a total differs from its recount, or a row from its leaf


def _come(port: int, rows: list[tuple[str, int]], history: History, is_over: threading.Event) -> None:
    """Check in one after another, each again and again until it is acknowledged; slowly enough for the nemesis to be done."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for one, entry in rows:
        began = time.monotonic()
        while time.monotonic() - began < GIVES_UP_SECONDS:
            answer = _check_in(connection, one, entry)
            with history.lock:
                history.answers[answer] += 1
            if answer in ("recorded", "already"):
                break
            time.sleep(0.1)
        with history.lock:
            history.acknowledged[one, entry] += answer in ("recorded", "already")
            history.longest_wait = max(history.longest_wait, time.monotonic() - began)
        if not is_over.is_set():
            time.sleep(0.03)
    connection.close()


def _check_in(connection: http.client.HTTPConnection, one: str, entry: int) -> str:
    """Return what the door said, or how the connection failed."""
    carried = make_pass(entry, 1, datetime(2100, 1, 1, tzinfo=UTC))
    address = f"/v/{one}/{make_opening(one, entry, ticking_now())}/"
    try:
        connection.request("POST", address, headers={"Cookie": f"pass={carried}", "Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return type(error).__name__
    said = json.loads(body)["outcome"] if answer.headers.get_content_type() == "application/json" else ""
    is_good = answer.status == 200
    return str(said) if is_good == (said in ("recorded", "already")) else f"{answer.status} {said}"


def _kill_by_chance(served: Installation, is_over: threading.Event, killed: Counter[str]) -> None:
    """Kill each victim once, in a random order, at random moments."""
    chance = random.Random(SEED)
    victims = list(KILLS)
    chance.shuffle(victims)
    for victim in victims:
        time.sleep(chance.uniform(1.0, 3.0))
        for _ in range(100):  # a victim that is just being born again is waited for
            try:
                processes = served.processes_of(victim)
                for process in processes:
                    os.kill(process.pid, signal.SIGKILL)
            except (psutil.NoSuchProcess, ProcessLookupError, FileNotFoundError, ValueError, IndexError):
                processes = []
            if processes:
                killed[victim] += 1
                break
            time.sleep(0.1)
    is_over.set()


def _stored(served: Installation) -> tuple[Counter[tuple[str, int]], int]:
    """Return how often each check-in is stored, and how many members the stored totals say have studied, once all is folded."""
    with superuser_connection(layout_of(served.home), "thongsuot") as connection:
        deadline = time.monotonic() + 30
        while connection.execute("SELECT count(*) FROM study_unfoldedlearning").fetchone() != (0,):
            assert time.monotonic() < deadline, "the fold did not come back"
            time.sleep(0.2)
        stored = connection.execute(
            "SELECT c.public_id, a.entry_id, count(*) FROM study_attendance a JOIN study_session s ON s.id = a.session_id"
            " JOIN study_studyclass c ON c.id = s.study_class_id GROUP BY 1, 2"
        ).fetchall()
        counted = connection.execute(
            "SELECT coalesce(sum(t.people), 0) FROM figures_storedtotal t JOIN plans_campaignunit u ON u.id = t.campaign_unit_id"
            " WHERE u.parent_id IS NULL AND t.directive_id IS NULL"
        ).fetchone()
    return Counter({(one, entry): times for one, entry, times in stored}), int(counted[0]) if counted else 0


def _take_settings(home: Path) -> None:
    given = os.environ.get("THONGSUOT_TEST_POSTGRES")
    if given:
        stop(home)
        with (layout_of(home).place / "local.conf").open("a") as file:
            file.write(given + "\n")


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as opened:
        return opened.connect_ex(("127.0.0.1", port)) == 0
