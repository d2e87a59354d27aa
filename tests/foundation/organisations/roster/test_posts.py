"""Which titles are posts, and where they are held."""

import pytest

from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.roster.posts import post_of, titles_in


@pytest.mark.parametrize(
    ("title", "post", "is_of_base"),
    [
        ("Bí thư Đảng ủy", Post.SECRETARY, True),
        ("Bí thư Đảng uỷ", Post.SECRETARY, True),
        ("BÍ THƯ ĐẢNG BỘ CƠ SỞ", Post.SECRETARY, True),
        ("Phó Bí thư Thường trực Đảng ủy", Post.DEPUTY_SECRETARY, True),
        ("Ủy viên Ban Thường vụ", Post.STANDING_MEMBER, True),
        ("Đảng ủy viên", Post.COMMITTEE_MEMBER, True),
        ("Báo cáo viên", Post.RAPPORTEUR, True),
        ("Bí thư Chi bộ", Post.SECRETARY, False),
        ("Phó Bí thư Chi bộ", Post.DEPUTY_SECRETARY, False),
        ("Chi ủy viên", Post.COMMITTEE_MEMBER, False),
    ],
)
def test_post_of_a_title_in_a_subordinate_cell(title: str, post: Post, is_of_base: bool) -> None:
    assert post_of(title, is_base_cell=False) == (post, is_of_base)


@pytest.mark.parametrize("title", ["Bí thư Chi bộ", "Phó Bí thư Chi bộ", "Chi ủy viên", "Bí thư"])
def test_post_of_a_cell_title_in_a_base_cell_is_of_the_base(title: str) -> None:
    found = post_of(title, is_base_cell=True)

    assert found is not None
    assert found[1] is True


@pytest.mark.parametrize(
    "title",
    [
        "Bí thư Đoàn Thanh niên",
        "Bí thư Chi đoàn",
        "Bí thư",
        "Nguyên Bí thư Đảng ủy",
        "Trưởng phòng",
        "Báo cáo viên cấp tỉnh",
    ],
)
def test_post_of_a_title_that_is_no_post_here_is_none(title: str) -> None:
    assert post_of(title, is_base_cell=False) is None


def test_titles_in_parts_at_semicolons_and_lines() -> None:
    assert titles_in("Phó Bí thư Đảng ủy; Báo cáo viên;\nChi ủy viên ; ") == [
        "Phó Bí thư Đảng ủy",
        "Báo cáo viên",
        "Chi ủy viên",
    ]
