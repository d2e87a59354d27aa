"""Invitations: what may stand outside."""

from datetime import UTC, datetime

from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.notices import invitation_text


def test_invitation_text_says_when_and_where_to_read_more_and_nothing_else() -> None:
    study_class = StudyClass(public_id="k7m2p9q4rs", name="Lớp đảng viên", place="Hội trường Đảng ủy")

    text = invitation_text(study_class, datetime(2021, 6, 14, 6, 30, tzinfo=UTC), "https://x.example/m/")

    assert text == (
        "Kính mời dự buổi họp lúc 13:30 ngày 14/6/2021. Xem nội dung và địa điểm sau khi đăng nhập: "
        "https://x.example/m/. Mã: K7M2P9."
    )
