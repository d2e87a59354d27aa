"""`thongsuot checkpoint`: where the log's chain stands, to be kept elsewhere; and whether one kept earlier is still on it."""

import argparse

from django.utils.translation import gettext as _

from thongsuot.foundation.audit.checkpoints import printed_checkpoint
from thongsuot.foundation.audit.queries import link_at, link_of_code
from thongsuot.foundation.audit.sealing import checkpoint, is_kept
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.cli.output import print_json

EXAMPLE = "thongsuot checkpoint --check 1250:7K4M-20QX-9DTB-3HFA"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A checkpoint to compare with; without one the present checkpoint is printed."""
    parser.add_argument(
        "--check", default="", metavar="CODE", help=_("mã 16 ký tự, có hoặc không có số thứ tự đứng trước")
    )
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Print where the chain stands, or say whether a checkpoint is on it; 1 when it is not."""
    return _check(options) if options.check else _print_present(options)


def _print_present(options: argparse.Namespace) -> int:
    here = checkpoint()
    link = link_at(here.sequence)
    sealed_at = link.sealed_at.isoformat(timespec="seconds") if link else None
    if options.format == "json":
        print_json({"sequence": here.sequence, "code": here.code, "sealed_at": sealed_at})
    else:
        print(f"{here.sequence}:{here.code}")
        print(_("Chuỗi có %(n)s dòng đã niêm phong.") % {"n": count_text(here.sequence)})
    return 0


def _check(options: argparse.Namespace) -> int:
    before, colon, code = options.check.rpartition(":")
    if colon:
        known = printed_checkpoint(int(before) if before.isdecimal() else -1, code)
        sequence, is_on_chain = known.sequence, is_kept(known)
    else:
        link = link_of_code(code)
        sequence, is_on_chain = (link.sequence if link else 0), link is not None
    if options.format == "json":
        print_json({"matches": is_on_chain, "sequence": sequence})
    elif is_on_chain:
        print(_("Khớp: chuỗi hiện nay vẫn đi qua mốc số %(n)s.") % {"n": count_text(sequence)})
    else:
        print(_("Không khớp: mã gõ chưa đúng, hoặc nhật ký đã bị sửa hay cắt bớt. Chạy “thongsuot verify”."))
    return 0 if is_on_chain else 1
