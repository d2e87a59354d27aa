"""`thongsuot retention`: let go what the policy's terms say, or only tell what would go."""

import argparse

from django.utils.translation import gettext as _

from thongsuot.foundation.core.clock import now
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.privacy.retention import Over, carry_out_terms, over_at
from thongsuot.interfaces.cli.output import print_json, print_table

EXAMPLE = "thongsuot retention --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to change anything."""
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ cho biết, không xóa gì"))
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Tell what is over its term, table by table; without --dry-run it goes, and the log says how much."""
    at = now()
    over = over_at(at)
    if not options.dry_run:
        carry_out_terms(at)
    if options.format == "json":
        print_json({"dry_run": options.dry_run, "over": {one.table: one.rows for one in over}})
    else:
        _print(over, is_done=not options.dry_run)
    return 0


def _print(over: list[Over], *, is_done: bool) -> None:
    if not over:
        print(_("Không có gì hết thời hạn lưu giữ."))
        return
    rows = [[one.table, count_text(one.rows), _("bỏ phần có tên") if one.is_swept else _("xóa")] for one in over]
    print_table([_("Bảng"), _("Số dòng"), _("Việc")], rows, right=[1])
    print(_("Đã thực hiện và ghi nhật ký.") if is_done else _("Chưa xóa gì. Bỏ --dry-run để thực hiện."))
