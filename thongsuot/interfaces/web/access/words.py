"""What permissions, roles and their days are called on pages."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.actions import last_day_text
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Permission, Reach, Role

_l = gettext_lazy
P = Permission

PERMISSIONS: dict[Permission, Promise] = {
    P.SEE_FIGURES: _l("xem số liệu"),
    P.SEE_NAMES: _l("xem danh sách có tên"),
    P.SEE_AUDIT: _l("xem nhật ký"),
    P.SEARCH_PEOPLE: _l("tìm người: chỉ thấy họ tên và đơn vị"),
    P.PROTECT_DATA: _l("giải quyết yêu cầu về dữ liệu cá nhân"),
    P.MANAGE_ORGANISATION: _l("sửa danh sách, mở và sắp xếp đơn vị"),
    P.GRANT_ROLES: _l("giao việc, mở tài khoản"),
    P.DELEGATE: _l("ủy quyền việc của mình"),
    P.REGISTER_DIRECTIVE: _l("đăng ký văn bản"),
    P.RUN_CAMPAIGN: _l("mở và điều hành đợt học tập"),
    P.ISSUE_FOR_UNIT: _l("ghi kế hoạch, chương trình đã ban hành"),
    P.RECEIVE_FROM_UNITS: _l("tiếp nhận của cấp dưới"),
    P.HOLD_CLASS: _l("mở lớp, chọn người điểm danh"),
    P.RECORD_ATTENDANCE: _l("ghi lớp đã học, nhập danh sách và số lượng"),
    P.KEEP_DOOR: _l("điểm danh khi lớp đang học"),
    P.CONFIRM_COUNTS: _l("xác nhận số do cấp trên nhập thay"),
    P.MAKE_REPORT: _l("lập và chốt báo cáo"),
}

# What a role lets one do, for whoever gives it.
ROLES: dict[str, Promise] = {
    Role.OFFICER: _l("Làm được mọi việc ở đơn vị: danh sách, đợt học tập, báo cáo, nhật ký, giao việc cho người khác."),
    Role.SECRETARY: _l(
        "Mở lớp, điểm danh, ghi kế hoạch và chương trình, tiếp nhận của cấp dưới, lập báo cáo. Thấy tên trong đơn vị."
    ),
    Role.RAPPORTEUR: _l("Điểm danh và ghi lớp đã học, xem số liệu. Không mở danh sách có tên ngoài lớp."),
    Role.STEWARD: _l("Thấy tên và điểm danh ở một lớp. Không thấy gì khác."),
    Role.INSPECTOR: _l("Xem số liệu, danh sách có tên và nhật ký. Không sửa gì."),
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
