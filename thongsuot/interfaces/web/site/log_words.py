"""What entries of the log are called on pages: every recorded event, who reads what, and the facts kept with them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

_l = gettext_lazy
_MOST_ITEMS = 30

# What an event is called after the name of who did it. A house test demands every event that the code records.
EVENTS: dict[str, Promise] = {
    "account.app_added": _l("thêm ứng dụng mã xác minh"),
    "account.app_removed": _l("gỡ ứng dụng mã xác minh"),
    "account.closed": _l("đóng tài khoản"),
    "account.first_entered": _l("vào tài khoản lần đầu"),
    "account.identity_linked": _l("nối tài khoản với dịch vụ đăng nhập một lần"),
    "account.identity_unlinked": _l("gỡ tài khoản khỏi dịch vụ đăng nhập một lần"),
    "account.invited": _l("mời dùng tài khoản"),
    "account.language_chosen": _l("chọn ngôn ngữ của tài khoản"),
    "account.link_sent": _l("gửi liên kết đăng nhập"),
    "account.link_used": _l("đăng nhập bằng liên kết"),
    "account.opened": _l("mở tài khoản"),
    "account.passkey_added": _l("thêm khóa truy cập"),
    "account.passkey_removed": _l("gỡ khóa truy cập"),
    "account.password_chosen": _l("đặt mật khẩu"),
    "account.recovery_code_used": _l("dùng mã dự phòng"),
    "account.recovery_codes_renewed": _l("tạo mã dự phòng mới"),
    "account.reopened": _l("mở lại tài khoản"),
    "account.second_step_reset": _l("gỡ bước xác minh thứ hai của người khác"),
    "account.sessions_ended": _l("kết thúc phiên đăng nhập"),
    "account.signed_in": _l("đăng nhập"),
    "actionprogramme.confirmed": _l("xác nhận chương trình hành động do cấp trên nhập thay"),
    "actionprogramme.issued": _l("ghi chương trình hành động đã ban hành"),
    "actionprogramme.received": _l("tiếp nhận chương trình hành động"),
    "actionprogramme.supplement_asked": _l("đề nghị bổ sung chương trình hành động"),
    "attendance.imported": _l("nhập danh sách điểm danh"),
    "attendance.recorded": _l("ghi điểm danh"),
    "audit.personal_erased": _l("xóa phần dữ liệu cá nhân của các mục nhật ký"),
    "campaign.created": _l("phát hành đợt học tập"),
    "campaign.event_added": _l("ghi giai đoạn đặc biệt của đợt học tập"),
    "claim.accepted": _l("xác nhận người tự khai tên ở cửa lớp"),
    "claim.declined": _l("không xác nhận người tự khai tên ở cửa lớp"),
    "class.closed": _l("kết thúc điểm danh"),
    "class.opened": _l("mở lớp"),
    "class.started": _l("bắt đầu điểm danh"),
    "consent.given": _l("đồng ý cho dùng dữ liệu"),
    "consent.withdrawn": _l("rút lại sự đồng ý"),
    "count.confirmed": _l("xác nhận số lượng người học"),
    "count.recorded": _l("ghi số lượng người học"),
    "data_request.answered": _l("trả lời đã nhận yêu cầu về dữ liệu"),
    "data_request.done": _l("giải quyết xong yêu cầu về dữ liệu"),
    "data_request.extended": _l("gia hạn yêu cầu về dữ liệu"),
    "data_request.filed": _l("gửi yêu cầu về dữ liệu"),
    "data_request.refused": _l("không giải quyết yêu cầu về dữ liệu, có lý do"),
    "data_request.taken_back": _l("rút yêu cầu về dữ liệu"),
    "directive.registered": _l("đăng ký văn bản"),
    "erasure.asked": _l("đề nghị xóa tên"),
    "erasure.turned_down": _l("bỏ đề nghị xóa tên"),
    "incident.carried_on": _l("bổ sung sự cố dữ liệu"),
    "incident.closed": _l("kết thúc sự cố dữ liệu"),
    "incident.notified": _l("thông báo sự cố dữ liệu cho cơ quan chuyên trách"),
    "incident.recorded": _l("ghi sự cố dữ liệu"),
    "person.appointed": _l("ghi chức vụ"),
    "person.category_changed": _l("đổi diện của một người"),
    "person.corrected": _l("sửa hồ sơ của một người"),
    "person.enrolled": _l("ghi người vào danh sách"),
    "person.erased": _l("xóa tên một người"),
    "person.guest_began": _l("ghi sinh hoạt tạm ở đơn vị khác"),
    "person.guest_ended": _l("kết thúc sinh hoạt tạm ở đơn vị khác"),
    "person.merge_undone": _l("hoàn tác việc gộp hai hồ sơ"),
    "person.merged": _l("gộp hai hồ sơ của một người"),
    "person.numbers_recorded": _l("ghi số thẻ, số định danh"),
    "person.restricted": _l("hạn chế xử lý dữ liệu của một người"),
    "person.restriction_lifted": _l("bỏ hạn chế xử lý dữ liệu của một người"),
    "person.two_people": _l("xác định hai hồ sơ là hai người"),
    "reorganisation.changed": _l("sửa phương án sắp xếp tổ chức"),
    "reorganisation.confirmed": _l("xác nhận sắp xếp tổ chức"),
    "reorganisation.drafted": _l("lập phương án sắp xếp tổ chức"),
    "reorganisation.set_aside": _l("bỏ phương án sắp xếp tổ chức"),
    "reorganisation.undone": _l("hoàn tác việc sắp xếp tổ chức"),
    "report.drafted": _l("lập dự thảo báo cáo"),
    "report.frozen": _l("chốt số liệu báo cáo"),
    "report.issued": _l("ghi báo cáo đã ký"),
    "report.remarked": _l("sửa phần cơ quan viết của báo cáo"),
    "retention.carried_out": _l("xóa dữ liệu hết thời hạn lưu giữ"),
    "role.delegated": _l("ủy quyền việc"),
    "role.delegation_ended": _l("kết thúc ủy quyền"),
    "role.ended": _l("thu hồi việc, hoặc đặt ngày kết thúc"),
    "role.granted": _l("giao việc"),
    "role.steward_dismissed": _l("thôi giao điểm danh ở một lớp"),
    "role.steward_named": _l("giao điểm danh ở một lớp"),
    "roll.frozen": _l("chốt danh sách người học"),
    "roster.answered": _l("trả lời câu hỏi về tệp danh sách"),
    "roster.import_undone": _l("hoàn tác lần nhập danh sách"),
    "roster.imported": _l("nhập danh sách"),
    "roster.set_aside": _l("bỏ tệp danh sách"),
    "roster.submitted": _l("gửi tệp danh sách"),
    "scheme.adopted": _l("ghi đề án"),
    "sheet.attached": _l("gắn danh sách ký"),
    "study_elsewhere.recorded": _l("ghi người học ở nơi khác"),
    "studyplan.confirmed": _l("xác nhận kế hoạch học tập do cấp trên nhập thay"),
    "studyplan.issued": _l("ghi kế hoạch học tập đã ban hành"),
    "studyplan.received": _l("tiếp nhận kế hoạch học tập"),
    "studyplan.supplement_asked": _l("đề nghị bổ sung kế hoạch học tập"),
    "total.declared": _l("khai tổng số quần chúng"),
    "totals.imported": _l("nhập tổng số quần chúng"),
    "transfer.asked": _l("xin tiếp nhận người chuyển đến"),
    "transfer.offered": _l("giới thiệu người chuyển đi"),
    "transfer.received": _l("tiếp nhận người chuyển đến"),
    "transfer.refused": _l("không tiếp nhận người chuyển đến"),
    "transfer.released": _l("đồng ý cho chuyển đi"),
    "transfer.withdrawn": _l("rút đề nghị chuyển"),
    "unit.opened": _l("mở đơn vị"),
    "unit.ordered": _l("sắp lại thứ tự các đơn vị"),
    "unit.renamed": _l("đổi tên đơn vị"),
}

# The kinds of work by which the log is filtered: the part of an event before its dot.
AREAS: dict[str, Promise] = {
    "account": _l("Tài khoản"),
    "actionprogramme": _l("Chương trình hành động"),
    "attendance": _l("Điểm danh"),
    "audit": _l("Nhật ký"),
    "campaign": _l("Đợt học tập"),
    "claim": _l("Tự khai tên ở cửa lớp"),
    "class": _l("Lớp học"),
    "consent": _l("Sự đồng ý"),
    "count": _l("Số lượng đơn vị báo"),
    "data_request": _l("Yêu cầu về dữ liệu"),
    "directive": _l("Văn bản"),
    "erasure": _l("Xóa tên"),
    "incident": _l("Sự cố dữ liệu"),
    "person": _l("Người"),
    "reorganisation": _l("Sắp xếp tổ chức"),
    "report": _l("Báo cáo"),
    "retention": _l("Thời hạn lưu giữ"),
    "role": _l("Giao việc"),
    "roll": _l("Danh sách đã chốt"),
    "roster": _l("Nhập danh sách"),
    "scheme": _l("Đề án"),
    "sheet": _l("Danh sách ký"),
    "study_elsewhere": _l("Học ở nơi khác"),
    "studyplan": _l("Kế hoạch học tập"),
    "total": _l("Tổng số quần chúng"),
    "totals": _l("Nhập tổng số quần chúng"),
    "transfer": _l("Chuyển sinh hoạt"),
    "unit": _l("Đơn vị"),
}
# The facts kept with an entry.
FACTS: dict[str, Promise] = {
    "accepted": _l("Dòng đã nhập"),
    "after": _l("Sau"),
    "as_of": _l("Theo ngày"),
    "audience": _l("Đối tượng"),
    "before": _l("Trước"),
    "category": _l("Diện"),
    "checkpoint": _l("Mốc kiểm tra"),
    "code": _l("Mã"),
    "created": _l("Mới"),
    "due_on": _l("Hạn"),
    "entries": _l("Các mục"),
    "ends_on": _l("Đến ngày"),
    "fingerprint": _l("Mã số liệu"),
    "form": _l("Hình thức"),
    "kind": _l("Loại"),
    "language": _l("Ngôn ngữ"),
    "login": _l("Địa chỉ đăng nhập"),
    "name": _l("Tên"),
    "number": _l("Số"),
    "on_behalf": _l("Nhập thay"),
    "people": _l("Số người"),
    "person": _l("Người"),
    "places": _l("Phần đã sửa"),
    "post": _l("Chức vụ"),
    "reason": _l("Lý do"),
    "rejected": _l("Dòng cần sửa"),
    "role": _l("Việc được giao"),
    "rows": _l("Số dòng"),
    "source": _l("Nguồn"),
    "starts_on": _l("Từ ngày"),
    "state": _l("Trạng thái"),
    "unchanged": _l("Dòng không đổi"),
    "unit": _l("Đơn vị"),
    "units": _l("Đơn vị"),
    "valid_from": _l("Từ ngày"),
    "valid_until": _l("Đến ngày"),
    "version": _l("Bản"),
    "ABSENT": _l("Vắng"),
    "EXCUSED": _l("Vắng có lý do"),
    "PRESENT": _l("Có mặt"),
}
_CHOICES = {"role": Role, "post": Post, "category": Category}

# Where people's data was read.
PAGES: dict[str, Promise] = {
    "audit:entry": _l("mục nhật ký có tên người"),
    "audit:log": _l("nhật ký"),
    "figures:unit": _l("người chưa học ở trang đơn vị"),
    "figures:not_studied": _l("danh sách người chưa học"),
    "organisations:organisation": _l("danh sách người của đơn vị"),
    "privacy:person": _l("mọi điều đang lưu về một người"),
    "privacy:person_file": _l("mọi điều đang lưu về một người"),
    "site:search": _l("kết quả tìm kiếm"),
    "study:class_recording": _l("danh sách để ghi lớp đã học"),
    "study:sign_in_sheet": _l("danh sách ký của lớp"),
    "study:study_class": _l("điểm danh của lớp"),
}


def event_words(event: str) -> str:
    """Return what an event is called; its own name where it has no words yet."""
    return str(EVENTS.get(event, event))


def area_words(area: str) -> str:
    """Return what a kind of work is called."""
    return str(AREAS.get(area, area))


def page_words(page: str) -> str:
    """Return what a page that shows people's data is called."""
    return str(PAGES.get(page, page))


def fact_words(key: str) -> str:
    """Return what a fact is called; its own name where it has no words."""
    return str(FACTS.get(key, key))


def value_words(key: str, value: object) -> str:
    """Return a fact's value in words: lists and inner facts in one line."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        shown = ", ".join(value_words(key, item) for item in value[:_MOST_ITEMS])
        return f"{shown} …" if len(value) > _MOST_ITEMS else shown
    if isinstance(value, dict):
        return "; ".join(f"{fact_words(str(k))}: {value_words(str(k), v)}" for k, v in value.items())
    choices = _CHOICES.get(key)
    if choices is not None and value in choices.values:
        return str(choices(value).label)
    return str(value)
