"""What tables and columns about people are called on pages. What has no word here keeps its own name."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TABLES: Mapping[str, Promise] = {
    "organisations_person": gettext_lazy("Hồ sơ"),
    "organisations_membership": gettext_lazy("Sinh hoạt ở đơn vị"),
    "organisations_appointment": gettext_lazy("Chức vụ"),
    "access_grant": gettext_lazy("Việc được giao"),
    "accounts_account": gettext_lazy("Tài khoản"),
    "accounts_opensession": gettext_lazy("Thiết bị đang đăng nhập"),
    "accounts_onetimecode": gettext_lazy("Liên kết và phiếu đăng nhập một lần"),
    "plans_rollentry": gettext_lazy("Có tên trong danh sách đã chốt"),
    "study_attendance": gettext_lazy("Điểm danh"),
    "study_studyelsewhere": gettext_lazy("Học ở nơi khác"),
    "study_standing": gettext_lazy("Kết quả học tập"),
    "study_learningledger": gettext_lazy("Thay đổi của kết quả học tập"),
    "study_doorclaim": gettext_lazy("Tự khai tên ở cửa lớp"),
    "files_storedfile": gettext_lazy("Tệp đã gửi"),
    "organisations_rosterimport": gettext_lazy("Tệp danh sách đã nhập"),
    "privacy_datarequest": gettext_lazy("Yêu cầu về dữ liệu"),
    "privacy_consent": gettext_lazy("Sự đồng ý"),
    "privacy_restriction": gettext_lazy("Hạn chế xử lý"),
    "privacy_erasure": gettext_lazy("Xóa tên"),
    "audit_look": gettext_lazy("Lượt xem"),
}
COLUMNS: Mapping[str, Promise] = {
    "address": gettext_lazy("Địa chỉ mạng"),
    "born_on": gettext_lazy("Ngày sinh"),
    "card_number": gettext_lazy("Số thẻ đảng"),
    "category": gettext_lazy("Diện"),
    "citizen_number": gettext_lazy("Số định danh cá nhân"),
    "device": gettext_lazy("Thiết bị"),
    "email": gettext_lazy("Thư điện tử"),
    "ethnicity": gettext_lazy("Dân tộc"),
    "family_name": gettext_lazy("Họ"),
    "full_name": gettext_lazy("Họ và tên"),
    "given_name": gettext_lazy("Tên"),
    "happened_on": gettext_lazy("Ngày học"),
    "home_id": gettext_lazy("Đơn vị"),
    "in_unit_id": gettext_lazy("Đơn vị"),
    "kind": gettext_lazy("Loại"),
    "language": gettext_lazy("Ngôn ngữ"),
    "last_login": gettext_lazy("Đăng nhập gần nhất"),
    "login": gettext_lazy("Địa chỉ đăng nhập"),
    "middle_name": gettext_lazy("Tên đệm"),
    "name": gettext_lazy("Tên tệp"),
    "note": gettext_lazy("Ghi chú"),
    "of_unit_id": gettext_lazy("Đơn vị"),
    "outcome": gettext_lazy("Trả lời"),
    "asks": gettext_lazy("Nội dung"),
    "phone": gettext_lazy("Điện thoại"),
    "post": gettext_lazy("Chức vụ"),
    "presence": gettext_lazy("Có mặt hay vắng"),
    "purpose": gettext_lazy("Mục đích"),
    "reach": gettext_lazy("Phạm vi"),
    "reason": gettext_lazy("Lý do"),
    "role": gettext_lazy("Việc"),
    "sex": gettext_lazy("Giới tính"),
    "source": gettext_lazy("Nguồn"),
    "state": gettext_lazy("Trạng thái"),
    "studied": gettext_lazy("Đã học"),
    "title": gettext_lazy("Chức danh"),
    "valid_from": gettext_lazy("Từ ngày"),
    "valid_until": gettext_lazy("Đến ngày"),
    "where": gettext_lazy("Nơi học"),
}
_DERIVED = ("name_folded", "sort_key")


def table_words(table: str) -> str:
    """Return what a table is called."""
    return str(TABLES.get(table, table))


def column_words(column: str) -> str:
    """Return what a column is called."""
    return str(COLUMNS.get(column, column))


def is_shown(column: str) -> bool:
    """Tell whether a column says something to people: it has a word, and is not derived from another."""
    return column in COLUMNS and column not in _DERIVED


def cell_words(value: object) -> str:
    """Return a value as people read it: days and times as they are written here, yes and no in words."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)
