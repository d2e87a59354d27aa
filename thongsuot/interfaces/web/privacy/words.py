"""What tables and columns about people are called on pages. What has no word here keeps its own name."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_l = gettext_lazy

TABLES: Mapping[str, Promise] = {
    "organisations_person": _l("Hồ sơ"),
    "organisations_membership": _l("Sinh hoạt ở đơn vị"),
    "organisations_appointment": _l("Chức vụ"),
    "access_grant": _l("Việc được giao"),
    "accounts_account": _l("Tài khoản"),
    "accounts_opensession": _l("Thiết bị đang đăng nhập"),
    "accounts_onetimecode": _l("Liên kết và phiếu đăng nhập một lần"),
    "plans_rollentry": _l("Có tên trong danh sách đã chốt"),
    "study_attendance": _l("Điểm danh"),
    "study_studyelsewhere": _l("Học ở nơi khác"),
    "study_standing": _l("Kết quả học tập"),
    "study_learningledger": _l("Thay đổi của kết quả học tập"),
    "study_doorclaim": _l("Tự khai tên ở cửa lớp"),
    "files_storedfile": _l("Tệp đã gửi"),
    "organisations_rosterimport": _l("Tệp danh sách đã nhập"),
    "privacy_datarequest": _l("Yêu cầu về dữ liệu"),
    "privacy_consent": _l("Sự đồng ý"),
    "privacy_restriction": _l("Hạn chế xử lý"),
    "privacy_erasure": _l("Xóa tên"),
    "audit_look": _l("Lượt xem"),
}
COLUMNS: Mapping[str, Promise] = {
    "address": _l("Địa chỉ mạng"),
    "born_on": _l("Ngày sinh"),
    "card_number": _l("Số thẻ đảng"),
    "category": _l("Diện"),
    "citizen_number": _l("Số định danh cá nhân"),
    "device": _l("Thiết bị"),
    "email": _l("Thư điện tử"),
    "ethnicity": _l("Dân tộc"),
    "family_name": _l("Họ"),
    "full_name": _l("Họ và tên"),
    "given_name": _l("Tên"),
    "happened_on": _l("Ngày học"),
    "home_id": _l("Đơn vị"),
    "in_unit_id": _l("Đơn vị"),
    "kind": _l("Loại"),
    "language": _l("Ngôn ngữ"),
    "last_login": _l("Đăng nhập gần nhất"),
    "login": _l("Địa chỉ đăng nhập"),
    "middle_name": _l("Tên đệm"),
    "name": _l("Tên tệp"),
    "note": _l("Ghi chú"),
    "of_unit_id": _l("Đơn vị"),
    "outcome": _l("Trả lời"),
    "asks": _l("Nội dung"),
    "phone": _l("Điện thoại"),
    "post": _l("Chức vụ"),
    "presence": _l("Có mặt hay vắng"),
    "purpose": _l("Mục đích"),
    "reach": _l("Phạm vi"),
    "reason": _l("Lý do"),
    "role": _l("Việc"),
    "sex": _l("Giới tính"),
    "source": _l("Nguồn"),
    "state": _l("Trạng thái"),
    "studied": _l("Đã học"),
    "title": _l("Chức danh"),
    "valid_from": _l("Từ ngày"),
    "valid_until": _l("Đến ngày"),
    "where": _l("Nơi học"),
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
