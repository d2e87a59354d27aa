"""The sentences that explain verdicts."""

from thongsuot.domain.claims.checking import check_text


def explained(text: str) -> list[str]:
    return [claim.explanation for claim in check_text(text)]


def test_explanations_say_what_the_numbers_give_and_what_is_printed() -> None:
    assert explained("4.502/4.600 đảng viên chiếm 97,27%") == ["4.502/4.600 bằng 97,87%, không phải 97,27%."]
    assert explained("223/230 đồng chí, đạt 96,9%") == ["223/230 bằng 96,96%, làm tròn là 97,0%; văn bản ghi 96,9%."]
    assert explained("232/240 đồng chí") == ["232/240 bằng 96,67%; văn bản không nêu tỷ lệ."]
    assert explained("mở 24 lớp (huyện 9 lớp, xã 16 lớp)") == ["9 + 16 = 25, không phải 24."]
    assert explained("Đã có 13/17 đảng bộ xong, còn 5 đảng bộ chưa xong.")[1] == "17 − 13 = 4, không phải 5."
    assert explained("giảm từ 40 xuống 31 đơn, giảm 25%") == ["Từ 40 đến 31 là giảm 22,50%, không phải 25%."]
    assert explained("Xếp loại: xuất sắc 15%, tốt 75%, hoàn thành 12%, yếu 1%.") == [
        "15 + 75 + 12 + 1 = 103%, không phải 100%."
    ]
    assert explained("Lớp có 245/240 đồng chí.") == ["Phần (245) lớn hơn tổng số (240): tỷ lệ không thể vượt 100%."]
    assert explained("Có gần 98% đảng viên (4.502/4.600).") == [
        "4.502/4.600 bằng 97,87%, khớp với gần 98% trong văn bản."
    ]
