"""What entries of the log are called on pages: every recorded event, who reads what, and the facts kept with them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

_MOST_ITEMS = 30

# What an event is called after the name of who did it. A house test demands every event that the code records.
EVENTS: dict[str, Promise] = {
    "account.app_added": gettext_lazy("thêm ứng dụng mã xác minh"),
    "account.app_removed": gettext_lazy("gỡ ứng dụng mã xác minh"),
    "account.closed": gettext_lazy("đóng tài khoản"),
    "account.first_entered": gettext_lazy("vào tài khoản lần đầu"),
    "account.identity_linked": gettext_lazy("nối tài khoản với dịch vụ đăng nhập một lần"),
    "account.identity_unlinked": gettext_lazy("gỡ tài khoản khỏi dịch vụ đăng nhập một lần"),
    "account.invited": gettext_lazy("mời dùng tài khoản"),
    "account.language_chosen": gettext_lazy("chọn ngôn ngữ của tài khoản"),
    "account.link_sent": gettext_lazy("gửi liên kết đăng nhập"),
    "account.link_used": gettext_lazy("đăng nhập bằng liên kết"),
    "account.opened": gettext_lazy("mở tài khoản"),
    "account.passkey_added": gettext_lazy("thêm khóa truy cập"),
    "account.passkey_removed": gettext_lazy("gỡ khóa truy cập"),
    "account.password_chosen": gettext_lazy("đặt mật khẩu"),
    "account.recovery_code_used": gettext_lazy("dùng mã dự phòng"),
    "account.recovery_codes_renewed": gettext_lazy("tạo mã dự phòng mới"),
    "account.reopened": gettext_lazy("mở lại tài khoản"),
    "account.second_step_reset": gettext_lazy("gỡ bước xác minh thứ hai của người khác"),
    "account.sessions_ended": gettext_lazy("kết thúc phiên đăng nhập"),
    "account.signed_in": gettext_lazy("đăng nhập"),
    "actionprogramme.confirmed": gettext_lazy("xác nhận chương trình hành động do cấp trên nhập thay"),
    "actionprogramme.issued": gettext_lazy("ghi chương trình hành động đã ban hành"),
    "actionprogramme.received": gettext_lazy("tiếp nhận chương trình hành động"),
    "actionprogramme.supplement_asked": gettext_lazy("đề nghị bổ sung chương trình hành động"),
    "attendance.imported": gettext_lazy("nhập danh sách điểm danh"),
    "attendance.recorded": gettext_lazy("ghi điểm danh"),
    "audit.personal_erased": gettext_lazy("xóa phần dữ liệu cá nhân của các mục nhật ký"),
    "campaign.created": gettext_lazy("phát hành đợt học tập"),
    "campaign.event_added": gettext_lazy("ghi giai đoạn đặc biệt của đợt học tập"),
    "claim.accepted": gettext_lazy("xác nhận người tự khai tên ở cửa lớp"),
    "claim.declined": gettext_lazy("không xác nhận người tự khai tên ở cửa lớp"),
    "class.closed": gettext_lazy("kết thúc điểm danh"),
    "class.opened": gettext_lazy("mở lớp"),
    "class.started": gettext_lazy("bắt đầu điểm danh"),
    "consent.given": gettext_lazy("đồng ý cho dùng dữ liệu"),
    "consent.withdrawn": gettext_lazy("rút lại sự đồng ý"),
    "count.confirmed": gettext_lazy("xác nhận số lượng người học"),
    "count.recorded": gettext_lazy("ghi số lượng người học"),
    "data_request.answered": gettext_lazy("trả lời đã nhận yêu cầu về dữ liệu"),
    "data_request.done": gettext_lazy("giải quyết xong yêu cầu về dữ liệu"),
    "data_request.extended": gettext_lazy("gia hạn yêu cầu về dữ liệu"),
    "data_request.filed": gettext_lazy("gửi yêu cầu về dữ liệu"),
    "data_request.refused": gettext_lazy("không giải quyết yêu cầu về dữ liệu, có lý do"),
    "data_request.taken_back": gettext_lazy("rút yêu cầu về dữ liệu"),
    "directive.registered": gettext_lazy("đăng ký văn bản"),
    "erasure.asked": gettext_lazy("đề nghị xóa tên"),
    "erasure.turned_down": gettext_lazy("bỏ đề nghị xóa tên"),
    "incident.carried_on": gettext_lazy("bổ sung sự cố dữ liệu"),
    "incident.closed": gettext_lazy("kết thúc sự cố dữ liệu"),
    "incident.notified": gettext_lazy("thông báo sự cố dữ liệu cho cơ quan chuyên trách"),
    "incident.recorded": gettext_lazy("ghi sự cố dữ liệu"),
    "person.appointed": gettext_lazy("ghi chức vụ"),
    "person.category_changed": gettext_lazy("đổi diện của một người"),
    "person.corrected": gettext_lazy("sửa hồ sơ của một người"),
    "person.enrolled": gettext_lazy("ghi người vào danh sách"),
    "person.erased": gettext_lazy("xóa tên một người"),
    "person.guest_began": gettext_lazy("ghi sinh hoạt tạm ở đơn vị khác"),
    "person.guest_ended": gettext_lazy("kết thúc sinh hoạt tạm ở đơn vị khác"),
    "person.merge_undone": gettext_lazy("hoàn tác việc gộp hai hồ sơ"),
    "person.merged": gettext_lazy("gộp hai hồ sơ của một người"),
    "person.numbers_recorded": gettext_lazy("ghi số thẻ, số định danh"),
    "person.post_ended": gettext_lazy("ghi thôi chức vụ"),
    "person.restricted": gettext_lazy("hạn chế xử lý dữ liệu của một người"),
    "person.restriction_lifted": gettext_lazy("bỏ hạn chế xử lý dữ liệu của một người"),
    "person.two_people": gettext_lazy("xác định hai hồ sơ là hai người"),
    "reorganisation.changed": gettext_lazy("sửa phương án sắp xếp tổ chức"),
    "reorganisation.confirmed": gettext_lazy("xác nhận sắp xếp tổ chức"),
    "reorganisation.drafted": gettext_lazy("lập phương án sắp xếp tổ chức"),
    "reorganisation.set_aside": gettext_lazy("bỏ phương án sắp xếp tổ chức"),
    "reorganisation.undone": gettext_lazy("hoàn tác việc sắp xếp tổ chức"),
    "report.drafted": gettext_lazy("lập dự thảo báo cáo"),
    "report.frozen": gettext_lazy("chốt số liệu báo cáo"),
    "report.issued": gettext_lazy("ghi báo cáo đã ký"),
    "report.remarked": gettext_lazy("sửa phần cơ quan viết của báo cáo"),
    "retention.carried_out": gettext_lazy("xóa dữ liệu hết thời hạn lưu giữ"),
    "role.delegated": gettext_lazy("ủy quyền việc"),
    "role.delegation_ended": gettext_lazy("kết thúc ủy quyền"),
    "role.ended": gettext_lazy("thu hồi việc, hoặc đặt ngày kết thúc"),
    "role.granted": gettext_lazy("giao việc"),
    "role.steward_dismissed": gettext_lazy("thôi giao điểm danh ở một lớp"),
    "role.steward_named": gettext_lazy("giao điểm danh ở một lớp"),
    "roll.frozen": gettext_lazy("chốt danh sách người học"),
    "roster.answered": gettext_lazy("trả lời câu hỏi về tệp danh sách"),
    "roster.import_undone": gettext_lazy("hoàn tác lần nhập danh sách"),
    "roster.imported": gettext_lazy("nhập danh sách"),
    "roster.set_aside": gettext_lazy("bỏ tệp danh sách"),
    "roster.submitted": gettext_lazy("gửi tệp danh sách"),
    "scheme.adopted": gettext_lazy("ghi đề án"),
    "sheet.attached": gettext_lazy("gắn danh sách ký"),
    "study_elsewhere.recorded": gettext_lazy("ghi người học ở nơi khác"),
    "studyplan.confirmed": gettext_lazy("xác nhận kế hoạch học tập do cấp trên nhập thay"),
    "studyplan.issued": gettext_lazy("ghi kế hoạch học tập đã ban hành"),
    "studyplan.received": gettext_lazy("tiếp nhận kế hoạch học tập"),
    "studyplan.supplement_asked": gettext_lazy("đề nghị bổ sung kế hoạch học tập"),
    "total.declared": gettext_lazy("khai tổng số quần chúng"),
    "totals.imported": gettext_lazy("nhập tổng số quần chúng"),
    "transfer.asked": gettext_lazy("xin tiếp nhận người chuyển đến"),
    "transfer.offered": gettext_lazy("giới thiệu người chuyển đi"),
    "transfer.received": gettext_lazy("tiếp nhận người chuyển đến"),
    "transfer.refused": gettext_lazy("không tiếp nhận người chuyển đến"),
    "transfer.released": gettext_lazy("đồng ý cho chuyển đi"),
    "transfer.withdrawn": gettext_lazy("rút đề nghị chuyển"),
    "unit.opened": gettext_lazy("mở đơn vị"),
    "unit.ordered": gettext_lazy("sắp lại thứ tự các đơn vị"),
    "unit.renamed": gettext_lazy("đổi tên đơn vị"),
}

# The kinds of work by which the log is filtered: the part of an event before its dot.
AREAS: dict[str, Promise] = {
    "account": gettext_lazy("Tài khoản"),
    "actionprogramme": gettext_lazy("Chương trình hành động"),
    "attendance": gettext_lazy("Điểm danh"),
    "audit": gettext_lazy("Nhật ký"),
    "campaign": gettext_lazy("Đợt học tập"),
    "claim": gettext_lazy("Tự khai tên ở cửa lớp"),
    "class": gettext_lazy("Lớp học"),
    "consent": gettext_lazy("Sự đồng ý"),
    "count": gettext_lazy("Số lượng đơn vị báo"),
    "data_request": gettext_lazy("Yêu cầu về dữ liệu"),
    "directive": gettext_lazy("Văn bản"),
    "erasure": gettext_lazy("Xóa tên"),
    "incident": gettext_lazy("Sự cố dữ liệu"),
    "person": gettext_lazy("Người"),
    "reorganisation": gettext_lazy("Sắp xếp tổ chức"),
    "report": gettext_lazy("Báo cáo"),
    "retention": gettext_lazy("Thời hạn lưu giữ"),
    "role": gettext_lazy("Giao việc"),
    "roll": gettext_lazy("Danh sách đã chốt"),
    "roster": gettext_lazy("Nhập danh sách"),
    "scheme": gettext_lazy("Đề án"),
    "sheet": gettext_lazy("Danh sách ký"),
    "study_elsewhere": gettext_lazy("Học ở nơi khác"),
    "studyplan": gettext_lazy("Kế hoạch học tập"),
    "total": gettext_lazy("Tổng số quần chúng"),
    "totals": gettext_lazy("Nhập tổng số quần chúng"),
    "transfer": gettext_lazy("Chuyển sinh hoạt"),
    "unit": gettext_lazy("Đơn vị"),
}
# The facts kept with an entry.
FACTS: dict[str, Promise] = {
    "accepted": gettext_lazy("Dòng đã nhập"),
    "after": gettext_lazy("Sau"),
    "as_of": gettext_lazy("Theo ngày"),
    "audience": gettext_lazy("Đối tượng"),
    "before": gettext_lazy("Trước"),
    "category": gettext_lazy("Diện"),
    "checkpoint": gettext_lazy("Mốc kiểm tra"),
    "code": gettext_lazy("Mã"),
    "created": gettext_lazy("Mới"),
    "due_on": gettext_lazy("Hạn"),
    "entries": gettext_lazy("Các mục"),
    "ends_on": gettext_lazy("Đến ngày"),
    "fingerprint": gettext_lazy("Mã số liệu"),
    "form": gettext_lazy("Hình thức"),
    "kind": gettext_lazy("Loại"),
    "language": gettext_lazy("Ngôn ngữ"),
    "login": gettext_lazy("Địa chỉ đăng nhập"),
    "name": gettext_lazy("Tên"),
    "number": gettext_lazy("Số"),
    "on_behalf": gettext_lazy("Nhập thay"),
    "people": gettext_lazy("Số người"),
    "person": gettext_lazy("Người"),
    "places": gettext_lazy("Phần đã sửa"),
    "post": gettext_lazy("Chức vụ"),
    "reason": gettext_lazy("Lý do"),
    "rejected": gettext_lazy("Dòng cần sửa"),
    "role": gettext_lazy("Việc được giao"),
    "rows": gettext_lazy("Số dòng"),
    "source": gettext_lazy("Nguồn"),
    "starts_on": gettext_lazy("Từ ngày"),
    "state": gettext_lazy("Trạng thái"),
    "unchanged": gettext_lazy("Dòng không đổi"),
    "unit": gettext_lazy("Đơn vị"),
    "units": gettext_lazy("Đơn vị"),
    "valid_from": gettext_lazy("Từ ngày"),
    "valid_until": gettext_lazy("Đến ngày"),
    "version": gettext_lazy("Bản"),
    "ABSENT": gettext_lazy("Vắng"),
    "EXCUSED": gettext_lazy("Vắng có lý do"),
    "PRESENT": gettext_lazy("Có mặt"),
}
_CHOICES = {"role": Role, "post": Post, "category": Category}

# Where people's data was read.
PAGES: dict[str, Promise] = {
    "audit:entry": gettext_lazy("mục nhật ký có tên người"),
    "audit:log": gettext_lazy("nhật ký"),
    "figures:unit": gettext_lazy("người chưa học ở trang đơn vị"),
    "figures:not_studied": gettext_lazy("danh sách người chưa học"),
    "organisations:organisation": gettext_lazy("danh sách người của đơn vị"),
    "people:duplicate_list": gettext_lazy("hồ sơ có thể trùng nhau"),
    "people:person": gettext_lazy("hồ sơ của một người"),
    "people:person_list": gettext_lazy("danh sách người của đơn vị"),
    "privacy:data_request": gettext_lazy("một yêu cầu về dữ liệu"),
    "privacy:person": gettext_lazy("mọi điều đang lưu về một người"),
    "privacy:person_file": gettext_lazy("mọi điều đang lưu về một người"),
    "privacy:request_list": gettext_lazy("yêu cầu về dữ liệu cá nhân"),
    "site:search": gettext_lazy("kết quả tìm kiếm"),
    "study:class_recording": gettext_lazy("danh sách để ghi lớp đã học"),
    "study:sign_in_sheet": gettext_lazy("danh sách ký của lớp"),
    "study:study_class": gettext_lazy("điểm danh của lớp"),
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
