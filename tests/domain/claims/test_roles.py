"""What a percentage does in its sentence."""

import pytest

from thongsuot.domain.claims.passages import passage_of
from thongsuot.domain.claims.roles import Link, PercentRole, link_of, names_other_whole, role_of
from thongsuot.domain.claims.statements import statements_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("đảng viên học tập đạt 97,87%", PercentRole.SHARE),
        ("phấn đấu đạt 98%", PercentRole.AIM),
        ("đạt từ 90% trở lên", PercentRole.AIM),
        ("(chỉ tiêu 98%)", PercentRole.AIM),
        ("tăng 5,4% so với năm trước", PercentRole.CHANGE),
        ("cao hơn 2%", PercentRole.CHANGE),
        ("tăng 12 lớp (17,14%)", PercentRole.CHANGE),
        ("tăng 12 lớp, tương đương 17,14%", PercentRole.CHANGE),
        ("yếu kém 0,39%", PercentRole.SHARE),
        ("đạt 102% kế hoạch", PercentRole.ELSEWHERE),
    ],
)
def test_role_of_when_read_gives(text: str, role: PercentRole) -> None:
    (statement,) = statements_of(passage_of(text))

    assert role_of(statement, statement.percents[0]) is role


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("đạt 97%", Link.VERB), ("đạt tỷ lệ là 97%", Link.VERB), ("= 97%", Link.VERB), ("(97%)", Link.BRACKET),
        ("(đạt 97%)", Link.BRACKET), ("đồng chí, 97%", Link.COMMA), ("với 100% chi bộ", None), (", 100% chi bộ", None),
    ],
)  # fmt: skip
def test_link_of_when_read_gives(text: str, link: Link | None) -> None:
    (statement,) = statements_of(passage_of(text))

    assert link_of(statement, statement.percents[0]) is link


def test_names_other_whole_when_the_whole_is_only_named_is_true() -> None:
    named, numbered = (
        statements_of(passage_of(text))[0] for text in ("đạt 90% so tổng số đoàn viên", "đạt 90%, tổng số 450")
    )

    assert names_other_whole(named, named.percents[0])
    assert not names_other_whole(numbered, numbered.percents[0])
