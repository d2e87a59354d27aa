"""The demonstration from an empty folder, step by step."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.domain.figures.fold import fold_all
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.accounts.queries import DEMONSTRATION_DOMAIN
from thongsuot.foundation.audit.sealing import seal, write_checkpoint
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.queries import people_of, post_holders, unit_by_code
from thongsuot.interfaces.cli.demonstration.founding import give_roles, import_people, set_up_campaign
from thongsuot.interfaces.cli.demonstration.members import members_of, non_members_of
from thongsuot.interfaces.cli.demonstration.paperwork import issue_programmes, issue_study_plans
from thongsuot.interfaces.cli.demonstration.reporting import issue_reports
from thongsuot.interfaces.cli.demonstration.stage import BUILDER, Stage, at, say
from thongsuot.interfaces.cli.demonstration.studying import hold_classes, record_elsewhere
from thongsuot.interfaces.cli.demonstration.units import ROOT_CODE, base_units

_SECRETARY_OF = "K08"


def build() -> None:
    """Build the whole campaign through the product's own actions, in the order in which it happened."""
    units = base_units()
    stage = Stage(units, members_of(units), non_members_of(units))
    import_people(stage)
    give_roles(stage)
    set_up_campaign(stage)
    issue_study_plans(stage)
    hold_classes(stage)
    record_elsewhere(stage)
    issue_programmes(stage)
    _open_accounts(stage)
    say(_("Cộng dồn số liệu, niêm phong nhật ký…"))
    fold_all()
    _seal_all()
    issue_reports(stage)
    _seal_all()
    write_checkpoint(settings.CHECKPOINT_FILE, at=ticking_now())


def _seal_all() -> None:
    while seal(at(date(2021, 6, 30), 16, 59)):
        pass


def _open_accounts(stage: Stage) -> None:
    """Open the logins of the roles a visitor may take; none has a password."""
    when = at(date(2021, 3, 3))
    root, office = unit_by_code(stage.viewer, ROOT_CODE), unit_by_code(stage.viewer, "K01.03")
    teacher = post_holders(stage.viewer, Post.RAPPORTEUR)[_SECRETARY_OF]
    inspector = next(p for p in people_of(stage.viewer, office) if not p.appointments.all())
    member = next(
        p
        for p in people_of(stage.viewer, unit_by_code(stage.viewer, f"{_SECRETARY_OF}.03"))
        if not p.appointments.all()
    )
    grant_role(root, person_id=inspector.pk, role=Role.INSPECTOR, by=stage.officer, at=when)
    home = unit_by_code(stage.viewer, _SECRETARY_OF)
    grant_role(home, person_id=teacher.pk, role=Role.RAPPORTEUR, by=stage.officer, at=when)
    roles: dict[str, Person] = {
        "can-bo": stage.officer,
        "bi-thu": stage.secretaries[_SECRETARY_OF],
        "bao-cao-vien": teacher,
        "dang-vien": member,
        "kiem-tra": inspector,
    }
    for role, person in roles.items():
        open_account(person, login=f"{role}@{DEMONSTRATION_DOMAIN}", by=BUILDER, at=when)
