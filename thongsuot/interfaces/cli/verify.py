"""`thongsuot verify`: do the log, the totals, the frozen reports still say what they said?"""

import argparse

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.domain.figures.recount import differing_rolls, differing_totals
from thongsuot.domain.reports.queries import checkpoints_on_reports
from thongsuot.domain.reports.recheck import differing_reports
from thongsuot.domain.study.leaves import attendance_leaves
from thongsuot.foundation.audit.checkpoints import Checkpoint, printed_checkpoint, read_checkpoints
from thongsuot.foundation.audit.verification import Verification, verify
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.cli.output import print_json

EXAMPLE = "thongsuot verify --checkpoint 1250:7K4M-20QX-9DTB-3HFA"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Checkpoints typed from printed reports, beside those in the file."""
    parser.add_argument("--checkpoint", action="append", default=[], help=_("số thứ tự:mã in trên báo cáo"))
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(options: argparse.Namespace) -> int:
    """Verify everything by the real clock, even where the day is pinned; 1 when anything differs."""
    log = verify(
        at=ticking_now(), checkpoints=_checkpoints(options.checkpoint), sources={"attendance": attendance_leaves}
    )
    sentences = [problem.sentence for problem in log.problems]
    sentences += [
        _("Số liệu lệch: %(unit)s, %(audience)s: đang lưu %(stored)s, đếm lại %(counted)s.")
        % {"unit": d.unit, "audience": d.audience, "stored": count_text(d.stored), "counted": count_text(d.counted)}
        for d in [*differing_totals(), *differing_rolls()]
    ]
    sentences += [differing.sentence for differing in differing_reports()]
    sentences += _without_witness(log, options.checkpoint)
    if options.format == "json":
        print_json(_as_json(log, sentences))
    else:
        _print(log, sentences)
    return 1 if sentences else 0


def _checkpoints(typed: list[str]) -> list[Checkpoint]:
    known = list(read_checkpoints(settings.CHECKPOINT_FILE)) if settings.CHECKPOINT_FILE.exists() else []
    for text in [*typed, *checkpoints_on_reports()]:
        sequence, _colon, code = text.partition(":")
        known.append(printed_checkpoint(int(sequence) if sequence.isdecimal() else -1, code))
    return known


def _without_witness(log: Verification, typed: list[str]) -> list[str]:
    """Say so when nothing outside the database can prove that the log was not cut off or written anew."""
    if not log.sealed or typed or settings.CHECKPOINT_FILE.exists():
        return []
    return [
        _(
            "Không còn tệp mốc kiểm tra %(file)s: không chứng minh được nhật ký chưa bị cắt đuôi hoặc viết lại."
            " Tìm lại tệp, hoặc chạy lại với --checkpoint và mốc in trên báo cáo."
        )
        % {"file": settings.CHECKPOINT_FILE}
    ]


def _as_json(log: Verification, sentences: list[str]) -> dict[str, object]:
    return {
        "sealed": log.sealed,
        "unsealed": log.unsealed,
        "window_seconds": log.window_seconds,
        "head": f"{log.head.sequence}:{log.head.code}",
        "problems": sentences,
    }


def _print(log: Verification, sentences: list[str]) -> None:
    print(
        _("Nhật ký: %(sealed)s dòng đã niêm phong, %(unsealed)s dòng chờ niêm phong (%(seconds)d giây). Mốc: %(head)s")
        % {
            "sealed": count_text(log.sealed),
            "unsealed": count_text(log.unsealed),
            "seconds": log.window_seconds,
            "head": f"{log.head.sequence}:{log.head.code}",
        }
    )
    for sentence in sentences:
        print("✗ " + sentence)
    if sentences:
        print(ngettext("Có %(n)d chỗ không khớp.", "Có %(n)d chỗ không khớp.", len(sentences)) % {"n": len(sentences)})
    else:
        print(_("Mọi số liệu đều khớp với dữ kiện gốc."))
