"""A child process that may do nothing but compute: it reads one file it was given and answers on its standard output.

Why: parsers of foreign files are where memory bombs, endless loops and takeovers come from. In the child, memory, processor time and
wall time are bounded, nothing can be written, no file, socket or pipe opened and no process started; its environment is empty.
What it answers is data to be checked, never objects to be loaded. Linux only, like the resource limits it stands on.
"""

import contextlib
import importlib
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PACKAGE_HOME = Path(__file__).resolve().parents[3]

_MAX_ANSWER_BYTES = 256 * 1024 * 1024
_CHUNK_BYTES = 1 << 20
_NOBODY = 65534
_OUT_OF_MEMORY_EXIT = 86
# Runs before anything is imported from the module, so that even its imports are bounded. The child finds modules where its parent does.
_LAUNCH = """
import os, sys
sys.path += sys.argv[1].split(os.pathsep)
from thongsuot.foundation.files.jail import run_inside
run_inside(sys.argv[2], sys.argv[3:6], sys.argv[6:])
"""


@dataclass(frozen=True, slots=True)
class JailLimits:
    """What a jailed child may use: bytes of address space, seconds of processor, seconds on the wall."""

    memory_bytes: int = 768 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: int = 30


class JailBroken(Exception):
    """The child did not come to an end by itself. `cause`: memory, time, answer_too_long or crash."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def run_jailed(module: str, arguments: Sequence[str], *, limits: JailLimits, search_path: Path = PACKAGE_HOME) -> bytes:
    """Run `main(arguments)` of a module in a jailed child and return what it wrote to standard output.

    `search_path` is where the module is found. Refuses (JailBroken) when the child was ended by a limit or by its own fault.
    """
    bounds = [str(number) for number in asdict(limits).values()]
    places = [str(PACKAGE_HOME), str(search_path), *(place for place in sys.path if Path(place).is_absolute())]
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _LAUNCH, os.pathsep.join(places), module]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [*command, *bounds, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's complaint may quote personal data
        env={},
        cwd="/",
        start_new_session=True,
    )
    with child:
        try:
            deadline = time.monotonic() + limits.wall_seconds
            answer = _answer_of(child, deadline)
            code = child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise JailBroken("time")
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
    _refuse_broken(code)
    return answer


def _answer_of(child: subprocess.Popen[bytes], deadline: float) -> bytes:
    assert child.stdout is not None
    chunks: list[bytes] = []
    length = 0
    while length <= _MAX_ANSWER_BYTES:
        readable, _, _ = select.select([child.stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not readable:
            raise JailBroken("time")
        chunk = os.read(child.stdout.fileno(), _CHUNK_BYTES)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        length += len(chunk)
    raise JailBroken("answer_too_long")


def _refuse_broken(code: int) -> None:
    if code in (_OUT_OF_MEMORY_EXIT, -signal.SIGABRT):
        raise JailBroken("memory")
    if code in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM):
        raise JailBroken("time")
    if code != 0:
        raise JailBroken("crash")


def run_inside(module: str, bounds: Sequence[str], arguments: Sequence[str]) -> None:
    """Bound this process, then run the module's main. Called in the child only."""
    memory_bytes, cpu_seconds, wall_seconds = (int(bound) for bound in bounds)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(wall_seconds)  # even when the parent is gone
    try:
        importlib.import_module(module).main(arguments)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY_EXIT)


def close_the_doors() -> None:
    """Forbid this process, from here on, to open any file, socket or pipe and to start any process. Call after the last import."""
    if os.getuid() == 0:
        # Root is exempt from the limit on processes. Where a container knows no other user, the remaining limits must do.
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
