"""Stamps of secrecy, and words that only look like them."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.builders.plans import AT
from thongsuot.domain.directives.secrecy import SecretDocumentRefused, bears_secret_stamp, refuse_secret
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store


@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "Tối mật",
        "TUYỆT MẬT",
        "ke_hoach_(Mật).pdf",
        "Độ mật: Tối mật",
        "Kế hoạch đóng dấu Mật",
        "[TUYỆT MẬT] Báo cáo",
    ],
)
def test_bears_secret_stamp_on_stamped_texts(text: str) -> None:
    assert bears_secret_stamp(text)


@pytest.mark.parametrize(
    "text",
    ["Quan hệ mật thiết với nhân dân", "Bảo vệ bí mật nhà nước", "Kế hoạch học tập", "Công tác cơ yếu, mật mã", ""],
)
def test_bears_secret_stamp_not_on_ordinary_words(text: str) -> None:
    assert not bears_secret_stamp(text)


def _word_file(settings: Any, folder: Path, *paragraphs: str) -> StoredFile:
    settings.FILES_ROOT = folder
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    buffer.seek(0)
    return store(buffer, name="ke-hoach.docx", purpose="document", by="x", at=AT)


@pytest.mark.django_db
def test_refuse_secret_reads_the_head_of_the_first_page(settings: Any, tmp_path: Path) -> None:
    stamped = _word_file(settings, tmp_path, "ĐẢNG ỦY KHỐI", "Số 07-KH/ĐUK", "TUYỆT MẬT", "Kế hoạch")

    with pytest.raises(SecretDocumentRefused):
        refuse_secret("Kế hoạch", "07-KH/ĐUK", stamped)


@pytest.mark.django_db
def test_refuse_secret_lets_prose_on_the_first_page_pass(settings: Any, tmp_path: Path) -> None:
    plain = _word_file(settings, tmp_path, "ĐẢNG ỦY KHỐI", "Giữ gìn bí", "mật.", "BẢO VỆ BÍ MẬT NHÀ NƯỚC")

    refuse_secret("Kế hoạch", "07-KH/ĐUK", plain)
