"""One demonstration, built by the command itself, for every test that asks it something."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from thongsuot.foundation.database.embedded import stop

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True, slots=True)
class Built:
    """A demonstration that stands: the environment of its commands, and the figures it printed when it was done."""

    environment: dict[str, str]
    told: dict[str, Any]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command over its data."""
        return _run(self.environment, *words)


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build the demonstration in a process of its own, under the real database roles."""
    home = tmp_path_factory.mktemp("demo") / "home"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("THONGSUOT", "PYTEST", "DJANGO"))}
    environment = inherited | {
        "THONGSUOT_HOME": str(home),
        "THONGSUOT_DEMONSTRATION": "1",
        "THONGSUOT_PINNED_NOW": "2021-06-30T17:00:00+07:00",
    }
    demo = _run(environment, "demo", "--no-serve", "--format", "json")
    assert demo.returncode == 0, demo.stderr
    yield Built(environment, json.loads(demo.stdout))
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
