"""`thongsuot report`: the file it writes, and what it refuses."""

import argparse
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.builders.reports import AT, SYSTEM, Reported, make_draft, make_reported
from thongsuot.domain.reports.actions import write_remarks
from thongsuot.domain.reports.drafting.remarks import Place
from thongsuot.domain.reports.files import NoTableToWrite
from thongsuot.interfaces.cli.figures import NoSuchCampaign, NoSuchUnit
from thongsuot.interfaces.cli.report import KindWithoutUnitsBelow, add_arguments, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Reported:
    return make_reported()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "bao-cao"


def _run(out: Path, *words: str, campaign: str = "nq13") -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([campaign, "--out", str(out), *words]))


def test_report_without_more_then_the_whole_campaigns_result_as_word(scene: Reported, out: Path) -> None:
    assert _run(out) == 0

    words = [paragraph.text for paragraph in Document(BytesIO(out.read_bytes())).paragraphs]
    assert words[0] == "BÁO CÁO"
    assert any("Đảng viên: 2/4\u00a0đồng chí, đạt\u00a050,00%." in text for text in words)


def test_report_when_the_office_wrote_then_with_its_words(scene: Reported, out: Path) -> None:
    draft = make_draft(scene.bloc)
    write_remarks(draft, remarks={Place.STRENGTHS: "Cấp ủy chủ động."}, seen_at=draft.changed_at, by=SYSTEM, at=AT)

    _run(out)

    assert "Cấp ủy chủ động." in [p.text for p in Document(BytesIO(out.read_bytes())).paragraphs]


def test_report_table_as_workbook_then_one_row_for_each_unit(scene: Reported, out: Path) -> None:
    assert _run(out, "--kind", "table", "--unit", "KHOI", "--format", "xlsx") == 0

    sheet = openpyxl.load_workbook(BytesIO(out.read_bytes())).active
    names = [row[1] for row in sheet.iter_rows(values_only=True) if row[0] in (1, 2)]
    assert names == ["Đảng bộ Sở A", "Chi bộ Ban B"]


def test_report_as_pdf_then_a_pdf(scene: Reported, out: Path) -> None:
    assert _run(out, "--unit", "K02", "--format", "pdf") == 0

    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "campaign", "refusal"),
    [
        ([], "khong-co", NoSuchCampaign),
        (["--unit", "K99"], "nq13", NoSuchUnit),
        (["--unit", "K02", "--kind", "table"], "nq13", KindWithoutUnitsBelow),
        (["--unit", "K02", "--format", "xlsx"], "nq13", NoTableToWrite),
    ],
)
def test_report_when_it_cannot_be_made_then_refused_and_no_file(
    scene: Reported, out: Path, words: list[str], campaign: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _run(out, *words, campaign=campaign)
    assert not out.exists()
