"""One demonstration, built by the command itself, for every test that asks it something."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from scripts.demonstration import ROOT, clean_environment, thrown_away
from thongsuot.foundation.database.embedded import stop


@dataclass(frozen=True, slots=True)
class Built:
    """A demonstration that stands: the environment of its commands, and the figures it printed when it was done."""

    environment: dict[str, str]
    told: dict[str, Any]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command over its data."""
        return _run(self.environment, *words)


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what asks the demonstration on one worker, so that it is built once."""
    for item in items:
        if "built" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demonstration"))


@pytest.fixture(scope="package")
def built() -> Iterator[Built]:
    """Build the demonstration in a process of its own, under the real database roles."""
    with thrown_away("built") as folder:
        home = folder / "home"
        environment = clean_environment() | {
            "THONGSUOT_HOME": str(home),
            "THONGSUOT_DEMONSTRATION": "1",
            "THONGSUOT_PINNED_NOW": "2021-06-30T17:00:00+07:00",
        }
        demo = _run(environment, "demo", "--no-serve", "--format", "json")
        try:
            assert demo.returncode == 0, demo.stderr
            yield Built(environment, json.loads(demo.stdout))
        finally:
            stop(home)


def _run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thongsuot", *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
