"""Words spoken before Django stands, in the language that was chosen."""

from collections.abc import Iterator

import pytest

from thongsuot.foundation.core.early_words import early_gettext, speak

WAITING = "Đang chờ PostgreSQL phục hồi và sẵn sàng"


@pytest.fixture(autouse=True)
def _back_to_vietnamese() -> Iterator[None]:
    yield
    speak("vi")


def test_early_gettext_is_vietnamese_until_told_otherwise() -> None:
    assert early_gettext(WAITING) == WAITING


def test_early_gettext_after_speak_english_is_english() -> None:
    speak("en")

    assert early_gettext(WAITING) == "Waiting for PostgreSQL to recover and be ready"
    assert early_gettext("chưa ai dịch") == "chưa ai dịch"
