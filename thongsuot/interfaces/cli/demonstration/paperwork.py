"""What units issue: study plans before the classes, action programmes after them; and what the bloc says of them."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import Issue, Receiver
from thongsuot.domain.plans.actions.study_plans import (
    ask_study_plan_supplement,
    issue_study_plan,
    receive_study_plan,
)
from thongsuot.domain.programmes.actions import TaskLine, issue_programme, receive_programme
from thongsuot.domain.programmes.models import ProgrammeKind
from thongsuot.interfaces.cli.demonstration.calibration import PROGRAMMES_WAITING
from thongsuot.interfaces.cli.demonstration.evidence import document_picture
from thongsuot.interfaces.cli.demonstration.stage import Stage, at, keep, say
from thongsuot.interfaces.cli.demonstration.units import BASE_COMMITTEE, BaseUnit

_ASKED_TO_SUPPLEMENT = "K37"
_COMMENT_EVERY = 9


def issue_study_plans(stage: Stage) -> None:
    """Every unit issues its study plan; the bloc receives it, comments on some, asks one for a supplement."""
    say(_("90 đơn vị ban hành kế hoạch học tập…"))
    for n, unit in enumerate(stage.units):
        day = date(2021, 4, 2) + timedelta(days=n % 11)
        file = keep(document_picture(unit.code), f"ke-hoach-{unit.code}.jpg", "document", at(day, 15))
        issue = Issue(_number(n, "KH", unit), day, "Kế hoạch học tập, quán triệt Nghị quyết Đại hội XIII", file)
        _study_plan(stage, unit, issue, n)


def issue_programmes(stage: Stage) -> None:
    """Every unit issues what it will do; the bloc has received all but six."""
    say(_("90 đơn vị ban hành chương trình hành động…"))
    for n, unit in enumerate(stage.units):
        is_committee = unit.kind == BASE_COMMITTEE
        waits = unit.code in PROGRAMMES_WAITING
        day = date(2021, 6, 28) if waits else date(2021, 6, 2) + timedelta(days=n % 22)
        campaign_unit = stage.campaign_units[unit.code]
        programme = issue_programme(
            campaign_unit,
            kind=ProgrammeKind.PROGRAMME if is_committee else ProgrammeKind.CELL_RESOLUTION,
            issue=Issue(
                _number(n, "CTr" if is_committee else "NQ", unit), day, "Thực hiện Nghị quyết Đại hội XIII của Đảng"
            ),
            tasks=_tasks(n),
            by=stage.secretaries[unit.code],
            at=at(day, 15),
        )
        if not waits:
            comment = "Nội dung sát với đơn vị; bổ sung mốc kiểm điểm giữa năm." if n % _COMMENT_EVERY == 0 else ""
            receive_programme(
                Receiver(campaign_unit),
                programme=programme,
                comment=comment,
                by=stage.officer,
                at=at(day + timedelta(days=3), 9),
            )


def _study_plan(stage: Stage, unit: BaseUnit, issue: Issue, n: int) -> None:
    campaign_unit, secretary = stage.campaign_units[unit.code], stage.secretaries[unit.code]
    receiver, received = Receiver(campaign_unit), at(issue.issued_on + timedelta(days=1), 10)
    plan = issue_study_plan(campaign_unit, issue=issue, by=secretary, at=at(issue.issued_on, 15))
    if unit.code == _ASKED_TO_SUPPLEMENT:
        ask_study_plan_supplement(
            receiver, plan=plan, reason="Mục II chưa nêu lớp cho đảng viên đi công tác.", by=stage.officer, at=received
        )
        again = Issue(
            issue.number, issue.issued_on, issue.title, issue.file, reason="Bổ sung mục II theo ý kiến Đảng ủy Khối"
        )
        plan = issue_study_plan(campaign_unit, issue=again, by=secretary, at=at(issue.issued_on + timedelta(days=3), 9))
        received = at(issue.issued_on + timedelta(days=3), 14)
    comment = "Nhất trí; chú ý bảo đảm phòng dịch khi tập trung đông người." if n % _COMMENT_EVERY == 0 else ""
    receive_study_plan(receiver, plan=plan, comment=comment, by=stage.officer, at=received)


def _number(n: int, kind: str, unit: BaseUnit) -> str:
    return f"{n % 17 + 3:02}-{kind}/{'ĐU' if unit.kind == BASE_COMMITTEE else 'CB'}"


def _tasks(n: int) -> list[TaskLine]:
    subjects = (
        ("Đưa chỉ tiêu của Nghị quyết vào kế hoạch công tác năm", "Bí thư", date(2021, 7, 15), "Kế hoạch điều chỉnh"),
        (
            "Cải cách thủ tục, rút ngắn thời gian giải quyết hồ sơ",
            "Phó bí thư",
            date(2021, 12, 31),
            "Giảm 20% thời gian",
        ),
        ("Bồi dưỡng đảng viên trẻ, quy hoạch cán bộ", "Cấp ủy", date(2022, 6, 30), "Danh sách quy hoạch"),
        ("Ứng dụng công nghệ thông tin trong sinh hoạt đảng", "Chi ủy viên phụ trách tuyên giáo", None, ""),
        (
            "Kiểm tra, giám sát việc thực hiện chương trình",
            "Cấp ủy viên phụ trách kiểm tra",
            date(2021, 11, 30),
            "Báo cáo kết quả",
        ),
    )
    return [TaskLine(*subjects[(n + k) % len(subjects)]) for k in range(3 + n % 3)]
