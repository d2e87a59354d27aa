import json
import subprocess
import sys
from pathlib import Path

from thongsuot.domain.reports.documents import typesetter


def _run(program: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run a program in the typesetter's place: under its limits, in a process of its own."""
    start = f"import runpy, sys; limit = runpy.run_path({typesetter.__file__!r})['_limit']; limit(); "
    return subprocess.run(
        [sys.executable, "-I", "-c", start + program], input=given, capture_output=True, timeout=60, check=False
    )


def test_limit_when_memory_is_asked_for_without_end_then_is_refused() -> None:
    ended = _run("bytearray(2 << 30)")

    assert ended.returncode == 1
    assert b"MemoryError" in ended.stderr


def test_limit_when_a_file_is_written_then_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "left behind"

    ended = _run(f"open({str(target)!r}, 'wb', buffering=0).write(b'x')")

    assert ended.returncode != 0
    assert target.read_bytes() == b""


def test_main_when_started_alone_then_needs_nothing_of_the_project(tmp_path: Path) -> None:
    """The child is started as a file: a module of the project, or one named like a library of it, must not get in its way."""
    ended = subprocess.run(
        [sys.executable, "-I", typesetter.__file__],
        input=b"{}",
        capture_output=True,
        cwd=tmp_path,
        env={},
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert b"KeyError: 'data'" in ended.stderr


def test_main_when_data_lacks_a_part_then_fails_aloud() -> None:
    order = {"data": {"title": "Báo cáo"}, "made_at": 0}

    ended = subprocess.run(
        [sys.executable, "-I", typesetter.__file__],
        input=json.dumps(order).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert b"TypstError" in ended.stderr
    assert ended.stdout == b""
