"""`thongsuot doctor`: what is wrong, in plain words."""

import argparse
import os
from contextlib import closing
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from thongsuot.foundation.database.diagnosis import Finding, findings
from thongsuot.foundation.database.elsewhere import findings_elsewhere
from thongsuot.interfaces.cli.output import print_json
from thongsuot.interfaces.cli.running import PortNotFree, refuse_taken_port

EXAMPLE = "thongsuot doctor --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form."""
    parser.add_argument("--port", type=int, default=8000, help=_("cổng của trang"))
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Print what was looked at; 1 when anything is not in order. Starts and changes nothing."""
    is_elsewhere = bool(os.environ.get("DATABASE_URL"))
    found = findings_elsewhere(settings.HOME, connections) if is_elsewhere else findings(settings.HOME)
    found.append(_port("127.0.0.1", options.port))
    if options.format == "json":
        print_json({"findings": [{"ok": f.ok, "code": f.code, "sentence": f.sentence} for f in found]})
    else:
        for finding in found:
            print(("✓ " if finding.ok else "✗ ") + finding.sentence)
    return 0 if all(finding.ok for finding in found) else 1


def _port(address: str, port: int) -> Finding:
    """Look whether pages can be served there, or are being served by this very product."""
    try:
        refuse_taken_port(address, port)
    except PortNotFree as refusal:
        if _is_ours(address, port):
            return Finding(True, "web_port", _("Thông Suốt đang mở trang ở cổng %(port)d.") % {"port": port})
        return Finding(False, "web_port", str(refusal))
    return Finding(True, "web_port", _("Cổng %(port)d còn trống.") % {"port": port})


def _is_ours(address: str, port: int) -> bool:
    try:
        with closing(HTTPConnection(address, port, timeout=2)) as asked:
            asked.request("GET", "/dang-nhap/")
            return "Thông Suốt" in asked.getresponse().read(100_000).decode(errors="replace")
    except (OSError, HTTPException):
        return False
