"""Whatever is changed of a frozen report behind the product's back is found, and named."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders.reports import make_draft, make_frozen, make_reported, make_signed
from thongsuot.domain.reports.documents.fingerprint import fingerprint
from thongsuot.domain.reports.models import IssuedReport, SignedCopy
from thongsuot.domain.reports.recheck import Fault, differing_reports
from thongsuot.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(settings: Any, tmp_path: Path) -> SignedCopy:
    settings.FILES_ROOT = tmp_path
    return make_signed(make_frozen(make_draft(make_reported().bloc)))


def _rewrite(copy: SignedCopy, change: Callable[[dict[str, Any]], object], *, with_fingerprint: bool) -> None:
    content = copy.report.content
    change(content)
    told: dict[str, Any] = {"content": content}
    if with_fingerprint:
        told["fingerprint"] = fingerprint(content)
    IssuedReport.objects.filter(pk=copy.report.pk).update(**told)


def test_differing_reports_when_untouched_then_none(copy: SignedCopy) -> None:
    assert differing_reports() == []


def test_differing_reports_when_a_figure_was_changed_then_the_content(copy: SignedCopy) -> None:
    _rewrite(copy, lambda content: content["figures"][0].update(number=91), with_fingerprint=False)

    assert [d.fault for d in differing_reports()] == [Fault.CONTENT]


def test_differing_reports_when_a_float_was_slipped_in_then_the_content(copy: SignedCopy) -> None:
    _rewrite(copy, lambda content: content.update(share=97.87), with_fingerprint=False)

    assert [d.fault for d in differing_reports()] == [Fault.CONTENT]


def test_differing_reports_when_fingerprint_was_changed_with_it_then_the_log(copy: SignedCopy) -> None:
    _rewrite(copy, lambda content: content["figures"][0].update(number=91), with_fingerprint=True)

    assert [d.fault for d in differing_reports()] == [Fault.LOG]


def test_differing_reports_when_number_or_day_was_changed_then_the_issue(copy: SignedCopy) -> None:
    SignedCopy.objects.filter(pk=copy.pk).update(issued_on=date(2021, 6, 1))

    assert [d.fault for d in differing_reports()] == [Fault.ISSUE]


def test_differing_reports_when_the_file_was_changed_on_disk_then_the_file(copy: SignedCopy) -> None:
    copy.file.path.write_bytes(b"%PDF-1.4 other")

    assert [d.fault for d in differing_reports()] == [Fault.FILE_CHANGED]


def test_differing_reports_when_the_file_is_gone_then_the_file(copy: SignedCopy) -> None:
    copy.file.path.unlink()

    assert [d.fault for d in differing_reports()] == [Fault.FILE_MISSING]


def test_differing_reports_when_file_and_checksum_were_exchanged_then_the_log_tells(copy: SignedCopy) -> None:
    StoredFile.objects.filter(pk=copy.file.pk).update(sha256="a" * 64)

    assert Fault.FILE_EXCHANGED in [d.fault for d in differing_reports()]


def test_differing_reports_then_a_sentence_names_unit_kind_and_version(copy: SignedCopy) -> None:
    copy.file.path.unlink()

    assert [d.sentence for d in differing_reports()] == [
        "Báo cáo kết quả học tập, quán triệt của Đảng bộ Khối tỉnh Sơn Giang, bản 1: tệp bản ký không còn trong kho."
    ]
