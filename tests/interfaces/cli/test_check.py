"""`thongsuot check`: what it prints and how it exits. The claims themselves are tried in their room."""

import argparse
import json
from pathlib import Path

import pytest
from docx import Document

from thongsuot.interfaces.cli.check import add_arguments, run

WRONG = "Đã tổ chức 82 lớp cho 4.502/4.600 đảng viên, chiếm 97,27%."


def _run(path: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([str(path), *more]))


def _written(folder: Path, text: str) -> Path:
    path = folder / "bao-cao.txt"
    path.write_text(text)
    return path


def test_check_of_a_wrong_rate_names_it_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(_written(tmp_path, WRONG), "--format", "json")

    told = json.loads(capsys.readouterr().out)
    (claim,) = [c for c in told["claims"] if c["verdict"] == "inconsistent"]
    assert (code, told["summary"]["inconsistent"]) == (1, 1)
    assert (claim["numerator"], claim["denominator"], claim["stated_percent"], claim["derived_percent"]) == (
        4502,
        4600,
        97.27,
        97.87,
    )
    assert WRONG[claim["start"] : claim["end"]] == claim["text"]


def test_check_of_a_right_rate_exits_0_and_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(_written(tmp_path, WRONG.replace("97,27", "97,87")))

    assert (code, capsys.readouterr().out.splitlines()[-1]) == (0, "1 con số kiểm được, 0 không khớp.")


def test_check_reads_word_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document()
    document.add_paragraph(WRONG)
    document.save(str(tmp_path / "b.docx"))

    assert _run(tmp_path / "b.docx") == 1
    assert "97,87%, không phải 97,27%" in capsys.readouterr().out
