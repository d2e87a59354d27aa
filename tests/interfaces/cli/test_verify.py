"""`thongsuot verify`: frozen reports, and what bears witness from outside the database."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.builders.reports import AT, make_draft, make_frozen, make_reported
from thongsuot.domain.reports.models import IssuedReport
from thongsuot.foundation.audit.sealing import checkpoint, seal, write_checkpoint
from thongsuot.interfaces.cli.verify import add_arguments, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _witness(settings: Any, tmp_path: Path) -> Path:
    settings.CHECKPOINT_FILE = tmp_path / "checkpoints.txt"
    return settings.CHECKPOINT_FILE


@pytest.fixture
def report() -> IssuedReport:
    return make_frozen(make_draft(make_reported().bloc))


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    code = run(parser.parse_args(["--format", "json", *words]))
    return code, json.loads(capsys.readouterr().out)


def test_verify_when_all_is_as_it_was_then_in_order(
    report: IssuedReport, _witness: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(AT)
    write_checkpoint(_witness, at=AT)

    code, told = _told(capsys)

    assert (code, told["problems"]) == (0, [])


def test_verify_when_a_frozen_figure_was_changed_then_the_report_is_named(
    report: IssuedReport, _witness: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(AT)
    write_checkpoint(_witness, at=AT)
    report.content["figures"][0]["number"] = 91
    IssuedReport.objects.filter(pk=report.pk).update(content=report.content)

    code, told = _told(capsys)

    assert code == 1
    sentence = "Đảng bộ Khối tỉnh Sơn Giang, bản 1: nội dung đang lưu không còn khớp mã số liệu đã chốt."
    assert told["problems"] == [f"Báo cáo kết quả học tập, quán triệt của {sentence}"]


def test_verify_when_the_checkpoint_file_is_gone_then_it_says_so(
    report: IssuedReport, _witness: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(AT)

    code, told = _told(capsys)

    assert code == 1
    assert [str(_witness) in sentence for sentence in told["problems"]] == [True]
    typed = f"{checkpoint().sequence}:{checkpoint().code}"
    assert _told(capsys, "--checkpoint", typed) == (0, {**told, "problems": []})


def test_verify_when_the_log_was_cut_off_then_a_reports_own_checkpoint_tells(
    _witness: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = make_reported()
    seal(AT)
    write_checkpoint(_witness, at=AT)
    report = make_frozen(make_draft(scene.bloc))
    IssuedReport.objects.filter(pk=report.pk).update(checkpoint="99999:0000-0000-0000-0000")

    code, told = _told(capsys)

    assert code == 1
    assert len(told["problems"]) == 2


def test_verify_goes_by_the_real_clock(
    report: IssuedReport, _witness: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PINNED_NOW = datetime(2021, 6, 30, tzinfo=UTC)

    _code, told = _told(capsys)

    assert told["unsealed"] > 0
    assert 0 <= told["window_seconds"] < 600
