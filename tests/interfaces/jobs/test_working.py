"""The loop of the background work."""

import logging
from collections.abc import Callable
from threading import Event

import pytest

from thongsuot.interfaces.jobs import working
from thongsuot.interfaces.jobs.schedule import SCHEDULE, Duty
from thongsuot.interfaces.jobs.working import work_until


class FakeClock:
    """Stands in for the clock and for waiting: time passes only by waiting, and the work is told to stop at the end."""

    def __init__(self, until: float) -> None:
        self.now, self.until, self.stop = 0.0, until, Event()

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds
        if self.now >= self.until:
            self.stop.set()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Work for so many seconds on the given duties."""

    def work(*duties: Duty, seconds: float) -> None:
        clock = FakeClock(seconds)
        monkeypatch.setattr(working, "SCHEDULE", duties)
        monkeypatch.setattr(working, "time", clock)
        monkeypatch.setattr(clock.stop, "wait", clock.wait)
        work_until(clock.stop)

    return work


def test_work_until_does_each_duty_as_often_as_it_is_due(work: Callable[..., None]) -> None:
    done: list[str] = []
    often = Duty("often", lambda: done.append("often") or 1, every_seconds=1)
    seldom = Duty("seldom", lambda: done.append("seldom") or 1, every_seconds=10)

    work(often, seldom, seconds=20)

    assert (done.count("often"), done.count("seldom")) == (20, 2)


def test_work_until_after_a_failure_waits_longer_each_time_and_the_others_go_on(
    work: Callable[..., None], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def fails() -> int:
        tries.append("x")
        msg = "the database is away"
        raise ConnectionError(msg)

    done: list[str] = []
    monkeypatch.setattr(working, "connections", type("None", (), {"all": staticmethod(lambda **_: [])}))
    with caplog.at_level(logging.ERROR, "thongsuot.work"):
        work(Duty("fails", fails, 1), Duty("works", lambda: done.append("x") or 1, 1), seconds=64)

    assert len(tries) == 6  # after 2, 4, 8, 16 and 32 seconds
    assert len(done) == 64
    assert {record.message for record in caplog.records} == {"duty fails failed"}


def test_work_until_told_to_stop_before_it_begins_does_nothing() -> None:
    stop = Event()
    stop.set()

    work_until(stop)


def test_schedule_looks_after_the_database_folds_every_second_and_seals_within_a_minute() -> None:
    assert {duty.name: duty.every_seconds for duty in SCHEDULE} == {
        "database": 1,
        "fold": 1,
        "messages": 2,
        "seal": 10,
        "retention": 3_600,
    }
