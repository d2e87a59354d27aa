"""Annex tables: rows of cells parted by tabs."""

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import ClaimKind

TABLE = [
    "STT\tĐơn vị\tTổng số đảng viên\tĐã học\tTỷ lệ\tSố lớp",
    "1\tSở Nông nghiệp\t230\t223\t96,96%\t4",
    "2\tBáo Lam Giang\t45\t45\t100%\t1",
    "3\tBệnh viện\t1.476\t1.466\t99,32%\t12",
    "\tTổng cộng\t1.751\t1.734\t99,03%\t17",
]


def told(lines: list[str]) -> list[tuple[str, object, object, str]]:
    claims = check_text("BIỂU TỔNG HỢP\n" + "\n".join(lines) + "\nNgười lập biểu\n")
    return [
        (
            claim.kind.value,
            claim.numerator or claim.stated_total,
            claim.derived_percent or claim.derived_total,
            claim.verdict.value,
        )
        for claim in claims
        if claim.verdict == "inconsistent"
    ]


def test_table_claims_when_a_table_is_right_are_all_consistent() -> None:
    claims = check_text("\n".join(TABLE))

    assert told(TABLE) == []
    assert [claim.kind for claim in claims].count(ClaimKind.RATIO) == 4
    assert [claim.stated_total for claim in claims if claim.kind is ClaimKind.SUM] == [1751, 1734, 17]


def test_table_claims_when_one_rate_is_wrong_find_it() -> None:
    (found,) = told([line.replace("99,32%", "93,32%") for line in TABLE])

    assert (found[0], found[1], str(found[2])) == ("ratio", 1466, "99.32")


def test_table_claims_when_one_total_is_wrong_find_it() -> None:
    assert told([line.replace("\t17", "\t18") for line in TABLE]) == [("sum", 18, 17, "inconsistent")]


def test_table_claims_when_rates_carry_no_sign_read_the_title() -> None:
    lines = [line.replace("%", "") for line in TABLE]

    assert told(lines) == []
    assert len(told([line.replace("96,96", "95,96") for line in lines])) == 1


def test_table_claims_when_most_of_the_table_says_otherwise_say_nothing() -> None:
    groups = [
        "Khối\tSố lớp\tSố người", "I. Huyện\t10\t500", "1. Phòng A\t4\t200", "2. Phòng B\t6\t300", "Tổng cộng\t10\t500",
    ]  # fmt: skip

    assert told(groups) == []
    assert told(["Đơn vị\tA\tB\t%", "x\t10\t5\t50%", "y\t30\t20\t10%", "z\t40\t9\t90%"]) == []
    assert told(["Đơn vị\tNăm trước\tNăm nay\t%", "A\t10\t12\t20%", "B\t10\t15\t50%"]) == []
