"""`thongsuot doctor`: what it prints and how it exits. The findings on the database are tried in their room."""

import argparse
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import LazySettings

from thongsuot.interfaces.cli.doctor import add_arguments, run


class _Page(BaseHTTPRequestHandler):
    """Answers as our sign-in page does."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write("<title>Đăng nhập · Thông Suốt</title>".encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[int]:
    """The port of a server that answers like ours."""
    server = HTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, dict[str, object]]]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    code = run(parser.parse_args(["--format", "json", *words]))
    return code, {finding["code"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}


@pytest.fixture(autouse=True)
def _fresh(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "chưa có"


def test_doctor_before_anything_was_made_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]

    code, found = _found(capsys, "--port", str(free))

    assert {name for name, finding in found.items() if not finding["ok"]} <= {"disk_space"}
    assert (code == 0) == all(finding["ok"] for finding in found.values())
    assert "sẽ được tạo" in str(found["folder_writable"]["sentence"])


def test_doctor_of_a_port_that_another_program_holds_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        code, found = _found(capsys, "--port", str(listener.getsockname()[1]))

    assert (code, found["web_port"]["ok"]) == (1, False)


def test_doctor_of_a_port_we_serve_ourselves_is_content(served: int, capsys: pytest.CaptureFixture[str]) -> None:
    _code, found = _found(capsys, "--port", str(served))

    assert found["web_port"] == {
        "ok": True,
        "code": "web_port",
        "sentence": f"Thông Suốt đang mở trang ở cổng {served}.",
    }
