"""`thongsuot init`: the first unit and the first officer of an empty database."""

import argparse
import sys

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.actions import found_installation
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import now
from thongsuot.interfaces.cli.output import print_json

EXAMPLE = 'thongsuot init --code SG --name "Đảng bộ Khối tỉnh Sơn Giang" --officer ha@sg.example'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The unit and the officer."""
    parser.add_argument("--code", required=True, help=_("mã đơn vị"))
    parser.add_argument("--name", required=True, help=_("tên đơn vị"))
    parser.add_argument("--kind", default="ABOVE_BASE", help=_("loại hình"))
    parser.add_argument("--officer", required=True, help=_("e-mail của cán bộ"))
    parser.add_argument("--officer-name", default="", help=_("họ và tên cán bộ"))
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Make both and print the address at which the officer chooses a password, once."""
    account, token = found_installation(
        code=options.code,
        name=options.name,
        kind=options.kind,
        officer_email=options.officer,
        officer_name=options.officer_name or options.officer,
        by=SystemActor("thongsuot init"),
        at=now(),
    )
    address = f"{settings.PUBLIC_ADDRESS}/dang-nhap/lan-dau/{token}/"
    if options.format == "json":
        print_json({"unit": options.code, "officer": account.login, "sign_in": address})
    else:
        print(
            _("Đã tạo đơn vị %(code)s. Đồng chí %(login)s mở địa chỉ sau để đặt mật khẩu (dùng một lần, trong 24 giờ):")
            % {"code": options.code, "login": account.login}
        )
        print(address, file=sys.stdout)
    return 0
