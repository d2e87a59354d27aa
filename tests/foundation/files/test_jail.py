import os
from pathlib import Path

import pytest

from thongsuot.foundation.files.jail import JailBroken, JailLimits, run_jailed

LIMITS = JailLimits(memory_bytes=256 * 1024 * 1024, cpu_seconds=2, wall_seconds=5)


def run(tmp_path: Path, body: str, *arguments: str, limits: JailLimits = LIMITS) -> bytes:
    """Run a prisoner whose main has this body."""
    lines = "\n    ".join(body.strip().splitlines())
    (tmp_path / "prisoner.py").write_text(
        "import os, sys, socket, time\nfrom thongsuot.foundation.files.jail import close_the_doors\n"
        f"def attempt(name, act):\n    try: act()\n    except OSError as e: print(name, 'refused')\n    else: print(name, 'done')\n"
        f"def main(arguments):\n    {lines}\n"
    )
    return run_jailed("prisoner", arguments, limits=limits, search_path=tmp_path)


def test_run_jailed_when_the_child_behaves_returns_what_it_wrote(tmp_path):
    assert run(tmp_path, "print(*arguments)", "một", "hai ba") == "một hai ba\n".encode()


def test_run_jailed_when_the_child_wants_more_memory_ends_it(tmp_path):
    with pytest.raises(JailBroken) as end:
        run(tmp_path, "bytearray(300 * 1024 * 1024)")

    assert end.value.cause == "memory"


def test_run_jailed_when_the_child_computes_too_long_ends_it(tmp_path):
    with pytest.raises(JailBroken) as end:
        run(tmp_path, "while True: pass", limits=JailLimits(cpu_seconds=1, wall_seconds=20))

    assert end.value.cause == "time"


@pytest.mark.parametrize("body", ["time.sleep(60)", "sys.stdout.close(); os.close(1); time.sleep(60)"])
def test_run_jailed_when_the_child_sleeps_too_long_ends_it(tmp_path, body):
    with pytest.raises(JailBroken) as end:
        run(tmp_path, body, limits=JailLimits(wall_seconds=1))

    assert end.value.cause == "time"


@pytest.mark.parametrize("body", ["raise ValueError", "os._exit(3)", "import ctypes; ctypes.string_at(0)"])
def test_run_jailed_when_the_child_fails_says_crash(tmp_path, body):
    with pytest.raises(JailBroken) as end:
        run(tmp_path, body)

    assert end.value.cause == "crash"


def test_run_jailed_when_the_child_writes_without_end_stops_listening(tmp_path, monkeypatch):
    monkeypatch.setattr("thongsuot.foundation.files.jail._MAX_ANSWER_BYTES", 1 << 20)

    with pytest.raises(JailBroken) as end:
        run(tmp_path, "while True: sys.stdout.write('x' * 10000)")

    assert end.value.cause == "answer_too_long"


def test_close_the_doors_when_closed_nothing_can_be_opened_or_started(tmp_path):
    body = """
attempt('read', lambda: open('/etc/hostname'))
attempt('socket', socket.socket)
attempt('pipe', os.pipe)
attempt('fork', lambda: os.fork() or os._exit(0))
"""
    before = run(tmp_path, body).split()
    after = run(tmp_path, "close_the_doors()\n" + body).split()

    assert before == b"read done socket done pipe done fork done".split()
    assert after == b"read refused socket refused pipe refused fork refused".split()


def test_run_jailed_when_the_child_writes_a_file_stops_it(tmp_path):
    target = tmp_path / "written"

    answer = run(tmp_path, "attempt('write', lambda: open(arguments[0], 'wb', 0).write(b'x'))", str(target))

    assert answer == b"write refused\n"
    assert target.read_bytes() == b""


def test_run_jailed_when_started_has_an_empty_environment_and_no_input(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_PARENT", "1")

    answer = run(
        tmp_path, "print('SECRET_OF_THE_PARENT' in os.environ, repr(sys.stdin.read()), os.getsid(0) == os.getpid())"
    )

    assert answer == b"False '' True\n"
    assert os.environ["SECRET_OF_THE_PARENT"] == "1"
