"""`thongsuot demo`: build the demonstration campaign, print its figures, serve its pages."""

import argparse
import time

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.queries import demonstration_roles
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.embedded import stop
from thongsuot.interfaces.cli import figures
from thongsuot.interfaces.cli.demonstration.building import build
from thongsuot.interfaces.cli.demonstration.founding import SLUG
from thongsuot.interfaces.cli.demonstration.stage import say
from thongsuot.interfaces.cli.running import refuse_taken_port
from thongsuot.interfaces.cli.serve import serve

EXAMPLE = "thongsuot demo --port 8000"


class BuildingWasBrokenOff(Refusal):
    """The folder holds half a demonstration."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether and where to serve."""
    parser.add_argument("--no-serve", action="store_true", help=_("in số liệu rồi thôi"))
    parser.add_argument("--port", type=int, default=8000, help=_("cổng"))
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Build once, then print and serve; afterwards end the database too. A folder that was built before is served as it is.

    Refuses a folder whose building was broken off.
    """
    if options.no_serve:
        _build_and_print(options)
        return 0
    refuse_taken_port("127.0.0.1", options.port)
    try:
        _build_and_print(options)
        return _serve(options)
    finally:
        stop(settings.HOME)


def _build_and_print(options: argparse.Namespace) -> None:
    began, mark = time.monotonic(), settings.HOME / "demonstration-begun"
    if mark.exists():
        sentence = _("Lần dựng trước đã dừng giữa chừng. Hãy xóa thư mục %(home)s rồi chạy lại.")
        raise BuildingWasBrokenOff(sentence % {"home": settings.HOME})
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    if not demonstration_roles():
        mark.touch()
        build()
        mark.unlink()
        say(_("Xong sau %(n)d giây.") % {"n": round(time.monotonic() - began)})
    figures.run(argparse.Namespace(campaign=SLUG, unit="", as_of="", format=options.format))


def _serve(options: argparse.Namespace) -> int:
    call_command("collectstatic", interactive=False, verbosity=0)
    say(
        _("\nMở %(address)s và chọn một vai để vào. Dừng bằng Ctrl+C.")
        % {"address": f"http://127.0.0.1:{options.port}/"}
    )
    return serve("127.0.0.1", options.port, workers=1, with_work=True)
