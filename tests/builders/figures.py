"""A small campaign with something in every corner, for questions of figures."""

from dataclasses import dataclass
from datetime import date

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import audience, entry_of, hold_class, make_held
from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, RollEntry
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for

TODAY = date(2021, 6, 20)


@dataclass(frozen=True)
class Scene:
    """A bloc; a base of two cells (two people each) and a base of one person; another bloc with its own campaign.

    `first` of cell one studied on 4 May in a class of the base, `second` was excused there; nobody else studied.
    """

    campaign: Campaign
    members: Audience
    bloc: CampaignUnit
    base: CampaignUnit
    cells: tuple[CampaignUnit, CampaignUnit]
    beside: CampaignUnit
    elsewhere: CampaignUnit
    first: RollEntry
    second: RollEntry
    study_class: StudyClass

    def viewer(self, where: CampaignUnit, role: Role = Role.OFFICER) -> Viewer:
        """Return who holds a role over a unit."""
        person = make_person()
        make_grant(person, where.unit, role)
        return viewer_for(person, TODAY)


def make_scene() -> Scene:
    """Set the scene."""
    bloc, other = make_unit(name="Khối"), make_unit(name="Khối khác")
    base, beside, far = make_unit(bloc, name="Đảng bộ A"), make_unit(bloc, name="Đảng bộ B"), make_unit(other)
    cells = [make_unit(base, name=f"Chi bộ {n}") for n in (1, 2)]
    people = [make_person(cells[n // 2], name=f"Trần Văn {n}") for n in range(4)]
    for unit in (beside, far):
        make_person(unit)
    campaign, foreign = make_campaign(bloc), make_campaign(other, slug="nq14")
    make_roll(campaign)
    make_roll(foreign)
    first, second = (entry_of(campaign, person) for person in people[:2])
    host = campaign_unit_of(campaign, base)
    held = make_held(campaign, [first], absent=[second], reasons={second.pk: "Điều trị bệnh"})
    return Scene(
        campaign=campaign,
        members=audience(campaign),
        bloc=campaign_unit_of(campaign, bloc),
        base=host,
        cells=(campaign_unit_of(campaign, cells[0]), campaign_unit_of(campaign, cells[1])),
        beside=campaign_unit_of(campaign, beside),
        elsewhere=campaign_unit_of(foreign, far),
        first=first,
        second=second,
        study_class=hold_class(host, held),
    )
