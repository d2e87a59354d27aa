"""`thongsuot serve`: the pages on one machine, with the background work beside them."""

import argparse
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.utils.translation import gettext as _

from thongsuot.interfaces.cli.running import refuse_taken_port

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

_SECONDS_TO_FINISH = 10  # what a page under way may take once the end was asked for
_LOGGING = {
    "filters": {"without_advice": {"()": "thongsuot.interfaces.cli.serve.WithoutAdvice"}},
    "loggers": {"_granian": {"handlers": ["console"], "filters": ["without_advice"], "propagate": False}},
}

EXAMPLE = "thongsuot serve --port 8000 --workers 2"


class WithoutAdvice(logging.Filter):
    """Granian's warnings are worth reading, except its advice at every start on a number of threads that was chosen."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a line is to be shown."""
        return not record.getMessage().startswith("Configuration allows spawning")


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
    """Run granian and, beside it, the background work; return when granian has ended: 1 when its processes kept dying.

    Ctrl+C, a closed terminal or SIGTERM ends everything within seconds, whatever is just starting.
    """
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
            workers_kill_timeout=_SECONDS_TO_FINISH,
            log_level="warning",  # type: ignore[arg-type]
            log_dictconfig=_LOGGING,
            log_access=False,
        )
        _end_with_the_terminal(server)
        server.serve(target_loader=_application)
    return 0 if server.interrupt_signal else 1


def _application(target: str) -> Any:
    """Load the application in a process of granian's, which its parent can end at any moment, and nobody else.

    It begins with its parent's way of noting a signal, which nothing reads here: ended while it loads, it would live on.
    In its parent's group it would get a Ctrl+C as well, and between two signals that end it granian may wait for ever.
    """
    noting = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if getattr(getattr(noting, "__self__", None), "interrupt_signal", False):
        sys.exit()  # noted already
    os.setpgrp()
    module, _colon, name = target.partition(":")
    return getattr(import_module(module), name)


def _end_with_the_terminal(server: "AbstractServer[Any]") -> None:
    """Granian takes a hangup for a wish to reload; it means that the window was closed, unless nohup said otherwise."""
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))


@contextmanager
def _background_work() -> Iterator[None]:
    """Keep the background work running as a child: should it die, another takes its place."""
    is_over = Event()
    children: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not is_over.is_set():
            # in a group of its own, so that Ctrl+C reaches only us, who then end it
            children.append(subprocess.Popen([sys.executable, "-m", "thongsuot", "work"], process_group=0))
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
