"""What is the matter with rows, as the title of a group of faults. The sentence of each row stays with the row."""

from django.utils.translation import gettext as _

# Causes that may lie in any column: their title begins with the column's.
_OF_ANY_COLUMN = {"cell_is_in_error", "not_a_date", "not_the_right_digits", "text_is_too_long"}


def cause_text(code: str, column: str) -> str:
    """Return the title of a fault's cause; a cause without words of its own is named by its column."""
    titles = {
        "born_in_the_future": _("Ngày sinh sau ngày nhập"),
        "card_held_elsewhere": _("Số thẻ đảng đang thuộc đơn vị khác"),
        "card_of_another": _("Số thẻ đảng của người khác"),
        "cell_is_in_error": _("Ô báo lỗi hoặc công thức chưa có giá trị"),
        "code_taken": _("Mã đơn vị đã dùng"),
        "columns_unused": _("Cột không nhập"),
        "converted": _("Bảng mã cũ"),
        "conflict": _("Khác với số liệu đang lưu"),
        "duplicate_in_file": _("Trùng dòng trong tệp"),
        "identity_missing": _("Chưa đủ để biết là ai"),
        "identity_unclear": _("Không rõ là người nào"),
        "ignored": _("Dòng ngoài bảng"),
        "kind_holds_no_units": _("Loại hình không có đơn vị trực thuộc"),
        "kind_unknown": _("Không có loại hình này"),
        "misnamed": _("Đuôi tệp không đúng nội dung"),
        "name_missing": _("Thiếu họ và tên"),
        "no_capitals": _("Chữ hoa mang dấu"),
        "not_a_count": _("Không phải số đếm"),
        "not_a_date": _("Không phải ngày hợp lệ"),
        "not_a_phone_number": _("Không phải số điện thoại"),
        "not_an_email_address": _("Không phải địa chỉ thư điện tử"),
        "not_the_right_digits": _("Số không đủ chữ số"),
        "old_excel": _("Tệp Excel đời cũ"),
        "parent_ambiguous": _("Không rõ trực thuộc đơn vị nào"),
        "parent_unknown": _("Không có đơn vị cấp trên"),
        "post_unknown": _("Không rõ chức vụ"),
        "row_far_outside": _("Dòng nằm xa bảng"),
        "sex_not_understood": _("Không hiểu giới tính"),
        "sheet_ignored": _("Trang tính không dùng"),
        "text_is_too_long": _("Ô quá dài"),
        "total_differs": _("Dòng cộng khác tổng các dòng"),
        "unit_has_another_code": _("Đơn vị đã có với mã khác"),
        "unit_missing": _("Thiếu đơn vị"),
        "unit_not_in_campaign": _("Không có đơn vị này trong đợt"),
        "unit_unknown": _("Không có đơn vị này"),
        "unit_unnamed": _("Thiếu mã hoặc tên đơn vị"),
    }
    title = titles.get(code) or column or code
    return f"{column}: {title[0].lower()}{title[1:]}" if code in _OF_ANY_COLUMN and column else title
