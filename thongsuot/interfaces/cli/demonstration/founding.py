"""First steps: the bloc, its people, its officers, its documents, the campaign and its roll."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.domain.directives.actions import register_directive
from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.plans.actions.campaigns import Event, create_campaign
from thongsuot.domain.plans.actions.roll import freeze_roll
from thongsuot.domain.plans.actions.schemes import adopt_scheme
from thongsuot.domain.plans.frame import Frame
from thongsuot.domain.plans.models.campaign import ObligationKind, Strength
from thongsuot.domain.plans.queries.campaigns import units_of_campaign
from thongsuot.domain.plans.totals_import import import_totals
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.actions.imports import import_roster
from thongsuot.foundation.organisations.actions.units import open_root
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.queries import people_of, post_holders, unit_by_code
from thongsuot.interfaces.cli.demonstration.calibration import MEMBERS
from thongsuot.interfaces.cli.demonstration.evidence import document_picture
from thongsuot.interfaces.cli.demonstration.non_members import declared_totals
from thongsuot.interfaces.cli.demonstration.office_files import non_members_file, roster_file, totals_file
from thongsuot.interfaces.cli.demonstration.schedule import planned_progress
from thongsuot.interfaces.cli.demonstration.stage import BUILDER, Stage, at, keep, say
from thongsuot.interfaces.cli.demonstration.units import ROOT_CODE, ROOT_NAME

SLUG = "nq13"
_DISTANCING = Event("Giãn cách xã hội", date(2021, 5, 6), date(2021, 5, 24))
_DEADLINES = {
    ObligationKind.ISSUE_STUDY_PLAN: date(2021, 4, 15),
    ObligationKind.HOLD_STUDY: date(2021, 6, 30),
    ObligationKind.ISSUE_PROGRAMME: date(2021, 6, 30),
}


def import_people(stage: Stage) -> None:
    """Open the bloc and import its lists as the office keeps them."""
    stage.root = open_root(code=ROOT_CODE, name=ROOT_NAME, kind="ABOVE_BASE", by=BUILDER, at=at(date(2021, 2, 26)))
    when = at(date(2021, 3, 1))
    words = {"members": count_text(len(stage.members)), "units": count_text(len(stage.units))}
    say(_("Nhập danh sách: %(members)s đảng viên, %(units)s tổ chức cơ sở đảng…") % words)
    roster = keep(roster_file(stage.units, stage.members), "danh-sach-khoi.xlsx", "roster", when)
    import_roster(stage.root, file=roster, answers={}, by=BUILDER, at=when)
    named = keep(non_members_file(stage.non_members), "quan-chung.xlsx", "roster", when)
    import_roster(stage.root, file=named, answers={}, by=BUILDER, at=when)


def give_roles(stage: Stage) -> None:
    """Give the officer of the bloc and the secretaries of the base their work."""
    when = at(date(2021, 3, 2))
    root = unit_by_code(stage.viewer, ROOT_CODE)
    office = unit_by_code(stage.viewer, "K01.02")
    stage.officer = next(p for p in people_of(stage.viewer, office) if not p.appointments.all())
    grant_role(root, person_id=stage.officer.pk, role=Role.OFFICER, by=BUILDER, at=when)
    stage.secretaries = post_holders(stage.viewer, Post.SECRETARY)
    for unit in stage.units:
        secretary = stage.secretaries[unit.code]
        below = unit_by_code(stage.viewer, unit.code)
        grant_role(below, person_id=secretary.pk, role=Role.SECRETARY, by=stage.officer, at=when)


def set_up_campaign(stage: Stage) -> None:
    """Register the documents, adopt the scheme, create the campaign, declare totals, freeze the roll."""
    officer, root = stage.officer, unit_by_code(stage.viewer, ROOT_CODE)
    say(_("Lập đợt học tập, chốt danh sách…"))
    resolution = _documents(stage)
    scheme = adopt_scheme(
        root,
        name="Đề án đổi mới, nâng cao chất lượng học tập, quán triệt nghị quyết",
        targets={
            "members": (Strength.AIM, Decimal("0.98")),
            "non_members": (Strength.AIM, Decimal("0.90")),
            "hold_study": (Strength.DUTY, Decimal(1)),
            "study_plan": (Strength.DUTY, Decimal(1)),
            "action_programme": (Strength.DUTY, Decimal(1)),
        },
        in_force_from=date(2021, 1, 4),
        by=officer,
        at=at(date(2021, 3, 16)),
    )
    stage.campaign = create_campaign(
        root,
        frame=Frame(
            slug=SLUG,
            name="Học tập, quán triệt Nghị quyết Đại hội XIII của Đảng",
            scheme=scheme,
            directives=[resolution],
            starts_on=date(2021, 4, 1),
            ends_on=date(2021, 6, 30),
            place="Sơn Giang",
            deadlines=_DEADLINES,
            plan_number="12-KH/ĐUK",
            plan_issued_on=date(2021, 3, 29),
        ),
        events=[_DISTANCING],
        planned=planned_progress(MEMBERS),
        by=officer,
        at=at(date(2021, 3, 30)),
    )
    stage.campaign_units = {unit.code: unit for unit in units_of_campaign(stage.viewer, stage.campaign)}
    totals = keep(
        totals_file(stage.units, declared_totals(stage.units)), "tong-hop.xlsx", "totals", at(date(2021, 3, 30))
    )
    import_totals(stage.campaign, file=totals, by=officer, at=at(date(2021, 3, 30), 10))
    freeze_roll(stage.campaign, as_of=date(2021, 3, 31), by=officer, at=at(date(2021, 3, 31), 16))


def _documents(stage: Stage) -> Directive:
    officer, root = stage.officer, unit_by_code(stage.viewer, ROOT_CODE)
    register: dict[str, Any] = {"by": officer, "at": at(date(2021, 3, 30), 8)}
    resolution = register_directive(
        root,
        issuer="Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        kind=DirectiveKind.RESOLUTION,
        number="",
        issued_on=date(2021, 2, 1),
        title="Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        **register,
    )
    central = register_directive(
        root,
        issuer="Bộ Chính trị",
        kind=DirectiveKind.DIRECTIVE,
        number="01-CT/TW",
        issued_on=date(2021, 3, 9),
        title="Về nghiên cứu, học tập, quán triệt, tuyên truyền và triển khai thực hiện Nghị quyết Đại hội XIII",
        carries_out=resolution,
        **register,
    )
    province = register_directive(
        root,
        issuer="Tỉnh ủy Sơn Giang",
        kind=DirectiveKind.PLAN,
        number="15-KH/TU",
        issued_on=date(2021, 3, 22),
        title="Kế hoạch học tập, quán triệt, tuyên truyền Nghị quyết Đại hội XIII",
        carries_out=central,
        **register,
    )
    register_directive(
        root,
        issuer="Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh",
        kind=DirectiveKind.PLAN,
        number="12-KH/ĐUK",
        issued_on=date(2021, 3, 29),
        title="Kế hoạch học tập, quán triệt, tuyên truyền và triển khai thực hiện Nghị quyết Đại hội XIII",
        carries_out=province,
        file=keep(document_picture("12-KH/ĐUK"), "12-KH-ĐUK.jpg", "document", at(date(2021, 3, 30), 8)),
        **register,
    )
    return resolution
