"""Serving ends when it is told to, whatever is just starting. Real processes, with a small application in place of ours."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[3]
_SERVES = """
import sys, time, types
from django.conf import settings
from thongsuot.interfaces.cli.serve import serve

def loaded(_name):
    print("loading", flush=True)
    time.sleep(float(sys.argv[2]))
    print("loaded", flush=True)
    return lambda environ, start_response: [start_response("200 OK", []) or b""]

settings.configure(USE_I18N=False)
sys.modules["thongsuot.wsgi"] = types.ModuleType("thongsuot.wsgi")
sys.modules["thongsuot.wsgi"].__getattr__ = loaded
sys.exit(serve("127.0.0.1", int(sys.argv[1]), workers=1, with_work=False))
"""
Served = Callable[[float], subprocess.Popen[str]]


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve an application that takes that many seconds to load, in a process group like that of a terminal."""
    begun: list[subprocess.Popen[str]] = []

    def serve(seconds: float) -> subprocess.Popen[str]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        command = [sys.executable, "-c", _SERVES, str(port), str(seconds)]
        begun.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True))
        return begun[-1]

    yield serve
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


def _wait_for(process: subprocess.Popen[str], word: str) -> None:
    while (line := process.stdout.readline()) and line.strip() != word:
        pass


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(("seconds", "word"), [(60.0, "loading"), (0.0, "loaded")])
def test_serve_asked_to_end_while_it_loads_or_serves_ends_within_seconds(
    served: Served, seconds: float, word: str, asked_by: signal.Signals
) -> None:
    process = served(seconds)
    _wait_for(process, word)
    time.sleep(0.2 if word == "loaded" else 0)  # the worker puts its own way of ending in place just after loading
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]

    os.killpg(process.pid, asked_by)

    assert process.wait(timeout=8) == 0
    assert psutil.wait_procs(family, timeout=1)[1] == []
