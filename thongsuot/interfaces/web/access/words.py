"""What permissions, roles and their days are called on pages."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.actions import last_day_text
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Permission, Reach, Role

P = Permission

PERMISSIONS: dict[Permission, Promise] = {
    P.SEE_FIGURES: gettext_lazy("xem số liệu"),
    P.SEE_NAMES: gettext_lazy("xem danh sách có tên"),
    P.SEE_AUDIT: gettext_lazy("xem nhật ký"),
    P.SEARCH_PEOPLE: gettext_lazy("tìm người: chỉ thấy họ tên và đơn vị"),
    P.PROTECT_DATA: gettext_lazy("giải quyết yêu cầu về dữ liệu cá nhân"),
    P.MANAGE_ORGANISATION: gettext_lazy("sửa danh sách, mở và sắp xếp đơn vị"),
    P.GRANT_ROLES: gettext_lazy("giao việc, mở tài khoản"),
    P.DELEGATE: gettext_lazy("ủy quyền việc của mình"),
    P.REGISTER_DIRECTIVE: gettext_lazy("đăng ký văn bản"),
    P.RUN_CAMPAIGN: gettext_lazy("mở và điều hành đợt học tập"),
    P.ISSUE_FOR_UNIT: gettext_lazy("ghi kế hoạch, chương trình đã ban hành"),
    P.RECEIVE_FROM_UNITS: gettext_lazy("tiếp nhận của cấp dưới"),
    P.HOLD_CLASS: gettext_lazy("mở lớp, chọn người điểm danh"),
    P.RECORD_ATTENDANCE: gettext_lazy("ghi lớp đã học, nhập danh sách và số lượng"),
    P.KEEP_DOOR: gettext_lazy("điểm danh khi lớp đang học"),
    P.CONFIRM_COUNTS: gettext_lazy("xác nhận số do cấp trên nhập thay"),
    P.MAKE_REPORT: gettext_lazy("lập và chốt báo cáo"),
}

# What a role lets one do, for whoever gives it.
ROLES: dict[str, Promise] = {
    Role.OFFICER: gettext_lazy(
        "Làm được mọi việc ở đơn vị: danh sách, đợt học tập, báo cáo, nhật ký, giao việc cho người khác."
    ),
    Role.SECRETARY: gettext_lazy(
        "Mở lớp, điểm danh, ghi kế hoạch và chương trình, tiếp nhận của cấp dưới, lập báo cáo. Thấy tên trong đơn vị."
    ),
    Role.RAPPORTEUR: gettext_lazy("Điểm danh và ghi lớp đã học, xem số liệu. Không mở danh sách có tên ngoài lớp."),
    Role.STEWARD: gettext_lazy("Thấy tên và điểm danh ở một lớp. Không thấy gì khác."),
    Role.INSPECTOR: gettext_lazy("Xem số liệu, danh sách có tên và nhật ký. Không sửa gì."),
}


def until_text(grant: Grant) -> str:
    """Return until when a grant holds."""
    if grant.valid_until is None:
        return _("không thời hạn")
    return _("đến hết %(day)s") % {"day": last_day_text(grant.valid_until)}


def from_text(grant: Grant, today: date) -> str:
    """Return from when a grant will hold; nothing once it does."""
    if grant.valid_from <= today:
        return ""
    return _("bắt đầu %(day)s") % {"day": date_format(grant.valid_from, "DATE_FORMAT")}


def reach_text(grant: Grant) -> str:
    """Return how far a grant goes, for where its holder acts and sees."""
    wider = Reach.SUBTREE if Reach.SUBTREE in (grant.acts, grant.sees) else grant.acts
    return str(Reach(wider).label)
