"""Who keeps the door of a class sees its names and nothing else."""

from datetime import timedelta

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, make_open_class
from tests.builders.web import sign_in
from thongsuot.domain.study.actions.attendance import Mark, mark_people
from thongsuot.domain.study.actions.sheets import attach_sheets
from thongsuot.domain.study.actions.stewards import NoSuchSteward, dismiss_steward, name_steward
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.actions import GrantDaysWrong, GrantsMoreThanHeld, RoleAlreadyHeld
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, Permission, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db
DAY = local_day(AT)
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def base() -> Unit:
    return make_unit(make_unit())


@pytest.fixture
def steward(base: Unit) -> Person:
    return make_person(make_unit(base.parent))


@pytest.fixture
def here(base: Unit) -> StudyClass:
    make_person(base, name="Lò Thị Hạnh")
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign_unit_of(campaign, base))


def test_name_steward_lets_them_mark_at_that_class_alone(here: StudyClass, steward: Person) -> None:
    other = make_open_class(here.host)
    entry = entry_of(here.campaign, Person.objects.get(full_name="Lò Thị Hạnh"))
    name_steward(here, person=steward, valid_until=TOMORROW, by=SYSTEM, at=AT)

    mark_people(here, marks=[Mark(entry.pk, Presence.PRESENT)], by=steward, at=AT)

    with pytest.raises(NotAllowed):
        mark_people(other, marks=[Mark(entry.pk, Presence.PRESENT)], by=steward, at=AT)
    with pytest.raises(NotAllowed):
        mark_people(here, marks=[Mark(entry.pk, Presence.ABSENT)], by=steward, at=AT + timedelta(days=1))
    with pytest.raises(NotAllowed):
        attach_sheets(here, files=[], by=steward, at=AT)
    assert viewer_for(steward, DAY).grants == ()
    assert AuditEntry.objects.filter(event="role.steward_named").count() == 1


@pytest.mark.parametrize(("role", "may"), [(Role.SECRETARY, True), (Role.RAPPORTEUR, False), (Role.INSPECTOR, False)])
def test_name_steward_is_for_who_holds_classes_there(here: StudyClass, steward: Person, role: Role, may: bool) -> None:
    giver = make_person(here.host.unit)
    make_grant(giver, here.host.unit, role)

    if may:
        assert name_steward(here, person=steward, valid_until=TOMORROW, by=giver, at=AT).door_id == here.pk
    else:
        with pytest.raises(NotAllowed):
            name_steward(here, person=steward, valid_until=TOMORROW, by=giver, at=AT)


def test_name_steward_twice_or_before_the_class_is_refused(here: StudyClass, steward: Person) -> None:
    name_steward(here, person=steward, valid_until=TOMORROW, by=SYSTEM, at=AT)

    with pytest.raises(RoleAlreadyHeld):
        name_steward(here, person=steward, valid_until=TOMORROW, by=SYSTEM, at=AT)
    with pytest.raises(GrantDaysWrong):
        name_steward(here, person=make_person(here.unit), valid_until=DAY, by=SYSTEM, at=AT)


def test_name_steward_by_who_may_not_mark_there_is_refused(
    here: StudyClass, steward: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    giver = make_person(here.unit)
    make_grant(giver, here.unit, Role.INSPECTOR)
    more = PERMISSIONS_OF_ROLE[Role.INSPECTOR] | {Permission.HOLD_CLASS}
    monkeypatch.setitem(PERMISSIONS_OF_ROLE, Role.INSPECTOR, more)

    with pytest.raises(GrantsMoreThanHeld):
        name_steward(here, person=steward, valid_until=TOMORROW, by=giver, at=AT)


def test_dismiss_steward_ends_it_now_and_once(here: StudyClass, steward: Person) -> None:
    grant = name_steward(here, person=steward, valid_until=TOMORROW, by=SYSTEM, at=AT)

    dismiss_steward(here, grant=grant.pk, by=SYSTEM, at=AT)

    assert viewer_for(steward, DAY).doors == frozenset()
    with pytest.raises(NoSuchSteward):
        dismiss_steward(here, grant=grant.pk, by=SYSTEM, at=AT)


def test_steward_sees_the_names_of_the_class_on_its_page_and_no_other_page(here: StudyClass, steward: Person) -> None:
    name_steward(here, person=steward, valid_until=local_day(now()) + timedelta(days=1), by=SYSTEM, at=AT)
    entry = entry_of(here.campaign, Person.objects.get(full_name="Lò Thị Hạnh"))
    client, slug = sign_in(steward), here.campaign.slug
    page = f"/dot/{slug}/lop/{here.public_id}/"

    own, shown = client.get("/m/").content.decode(), client.get(page).content.decode()
    marked = client.post(f"{page}ghi/{entry.public_id}/co-mat/")

    assert page in own
    assert "Lò Thị Hạnh" in shown
    assert (marked.status_code, marked["Location"]) == (302, page)
    refused = [f"/dot/{slug}/", f"/dot/{slug}/lop/", f"/dot/{slug}/chua-hoc/", f"{page}nhap/", f"{page}so-luong/"]
    assert [client.get(path).status_code for path in refused] == [404] * len(refused)
