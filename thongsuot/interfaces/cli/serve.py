"""`thongsuot serve`: the pages on one machine, with the background work beside them."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

from django.core.management import call_command
from django.utils.translation import gettext as _

from thongsuot.interfaces.cli.running import refuse_taken_port

EXAMPLE = "thongsuot serve --port 8000 --workers 2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--address", default="127.0.0.1", help=_("địa chỉ mạng"))
    parser.add_argument("--port", type=int, default=8000, help=_("cổng"))
    parser.add_argument("--workers", type=int, default=2, help=_("số tiến trình"))
    parser.add_argument("--no-work", action="store_true", help=_("không kèm việc nền"))


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted. The background work runs as a child and ends with it."""
    call_command("collectstatic", interactive=False, verbosity=0)
    return serve(options.address, options.port, workers=options.workers, with_work=not options.no_work)


def serve(address: str, port: int, *, workers: int, with_work: bool) -> int:
    """Run granian and, beside it, the background work; return when granian has ended: 1 when its processes kept dying."""
    from granian import Granian  # slow to import, and only serving needs it
    from granian.constants import Interfaces

    refuse_taken_port(address, port)
    with _background_work() if with_work else nullcontext():
        server = Granian(
            "thongsuot.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=16,
            backpressure=512,
            respawn_failed_workers=True,
            log_level="error",  # type: ignore[arg-type]
            log_access=False,
        )
        server.serve()
    return 0 if server.interrupt_signal else 1


@contextmanager
def _background_work() -> Iterator[None]:
    """Keep the background work running as a child: should it die, another takes its place."""
    is_over = Event()
    children: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not is_over.is_set():
            children.append(subprocess.Popen([sys.executable, "-m", "thongsuot", "work"]))
            if is_over.is_set():
                children[-1].terminate()
            children[-1].wait()
            is_over.wait(1)

    keeper = Thread(target=keep, name="background-work", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        for child in children[-1:]:
            child.terminate()
        keeper.join(timeout=30)
