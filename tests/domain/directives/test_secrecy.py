"""Stamps of secrecy, and words that only look like them."""

import pytest

from thongsuot.domain.directives.secrecy import bears_secret_stamp


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
