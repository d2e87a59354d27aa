"""Pages of the door for the host: the code, the screen, names that wait."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, make_open_class
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.claims import claim_presence
from thongsuot.domain.study.actions.classes import close_class
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.codes import are_good_digits
from thongsuot.domain.study.models import Attendance, DoorClaim, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db
BORN = date(1978, 3, 5)


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(
        open_account(person, login=f"p{person.pk}@x.example", by=SYSTEM, at=AT),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.fixture
def base() -> Unit:
    """A base of three members."""
    base = make_unit(make_unit(), name="Đơn vị thử")
    for name in ("Lò Văn Thắng", "Bùi Đức Long", "Lê Thị Ngọc Mai"):
        make_person(base, name=name, born_on=BORN)
    return base


@pytest.fixture
def here(base: Unit) -> StudyClass:
    """An open class of the base."""
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign_unit_of(campaign, base))


@pytest.fixture
def host(base: Unit) -> Client:
    """Whoever records attendance over the base."""
    secretary = make_person(base.parent)
    make_grant(secretary, base, Role.SECRETARY)
    return _client(secretary)


@pytest.fixture
def inspector(base: Unit) -> Client:
    """Somebody who may see the class, and not hold it."""
    person = make_person(base.parent)
    make_grant(person, base.parent, Role.INSPECTOR)
    return _client(person)


def _at(here: StudyClass, page: str = "") -> str:
    return f"/dot/nq13/lop/{here.public_id}/{page}"


def _claim(here: StudyClass, name: str = "Lò Văn Thắng") -> DoorClaim:
    claim_presence(here.public_id, full_name=name, born_on=BORN, at=AT)
    return DoorClaim.objects.get(entry__person__full_name=name)


@pytest.mark.parametrize("page", ["", "ma/", "chieu/"])
def test_pages_of_an_open_class_show_its_code_to_the_host(host: Client, here: StudyClass, page: str) -> None:
    shown = host.get(_at(here, page))

    digits = shown.context["door"].digits
    assert are_good_digits(here.public_id, digits, ticking_now())
    assert digits in shown.content.decode()
    assert "Đổi mã sau" in shown.content.decode()


@pytest.mark.parametrize("page", ["ma/", "chieu/", "khai-ten/"])
def test_pages_of_the_door_are_not_there_for_whoever_does_not_hold_the_class(
    inspector: Client, here: StudyClass, page: str
) -> None:
    assert inspector.get(_at(here, page)).status_code == 404


def test_class_page_hides_the_code_and_the_claims_from_whoever_does_not_hold_it(
    inspector: Client, here: StudyClass
) -> None:
    _claim(here)

    text = inspector.get(_at(here)).content.decode()

    assert "Đổi mã sau" not in text
    assert "Chờ người chủ trì xác nhận" not in text


def test_projector_counts_and_names_the_newest_by_given_name_alone(host: Client, base: Unit, here: StudyClass) -> None:
    for person in base.people.order_by("pk"):
        record_check_ins([CheckIn(here.public_id, entry_of(here.campaign, person).pk)], at=AT)
    thang = entry_of(here.campaign, base.people.get(full_name="Lò Văn Thắng"))
    mark_people(here, marks=[Mark(thang.pk, Presence.EXCUSED, "Điều trị bệnh")], by=SYSTEM, at=AT)

    text = host.get(_at(here, "chieu/")).content.decode()

    assert "2<small>/3" in text
    assert "Mai · Long" in text
    assert not any(word in text for word in ("Ngọc", "Thắng", "Điều trị bệnh"))


def test_projector_asked_by_htmx_is_the_screen_alone_and_without_script_comes_again_by_itself(
    host: Client, here: StudyClass
) -> None:
    whole = host.get(_at(here, "chieu/")).content.decode()
    part = host.get(_at(here, "chieu/"), headers={"HX-Request": "true"}).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="' in whole
    assert part.strip().startswith("<section")


def test_projector_of_a_class_that_is_closed_shows_no_code(host: Client, here: StudyClass) -> None:
    close_class(here, by=SYSTEM, at=AT)

    text = host.get(_at(here, "chieu/")).content.decode()

    assert "Đã kết thúc điểm danh" in text
    assert "Đổi mã sau" not in text


@pytest.mark.parametrize("page", ["chieu/", "khai-ten/"])
def test_pages_of_the_door_cost_the_same_for_one_and_for_three(
    host: Client, base: Unit, here: StudyClass, page: str
) -> None:
    def fill(names: list[str]) -> int:
        for name in names:
            claim_presence(here.public_id, full_name=name, born_on=BORN, at=AT)
            record_check_ins(
                [CheckIn(here.public_id, entry_of(here.campaign, base.people.get(full_name=name)).pk)], at=AT
            )
        with CaptureQueriesContext(connection) as asked:
            host.get(_at(here, page))
        return len(asked)

    host.get(_at(here, page))

    assert fill(["Lò Văn Thắng"]) == fill(["Bùi Đức Long", "Lê Thị Ngọc Mai"])


def test_accept_marks_the_claimed_person_present(host: Client, here: StudyClass) -> None:
    claim = _claim(here)
    waiting = host.get(_at(here, "khai-ten/")).content.decode()

    said = host.post(_at(here, f"khai-ten/{claim.public_id}/nhan/"), follow=True).content.decode()

    assert "Lò Văn Thắng" in waiting
    assert "Đã ghi Lò Văn Thắng: có mặt." in said
    assert Attendance.objects.get().source == "host"
    assert "Lò Văn Thắng" not in host.get(_at(here, "khai-ten/")).content.decode()


def test_decline_records_nothing_and_says_so(host: Client, here: StudyClass) -> None:
    claim = _claim(here)

    said = host.post(_at(here, f"khai-ten/{claim.public_id}/tu-choi/"), follow=True).content.decode()

    assert "Chưa ghi gì vào điểm danh" in said
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("word", ["nhan", "tu-choi"])
def test_claims_of_others_are_not_there(host: Client, inspector: Client, here: StudyClass, word: str) -> None:
    claim = _claim(here)

    assert host.post(_at(here, f"khai-ten/zzzzzzzzzz/{word}/")).status_code == 404
    assert inspector.post(_at(here, f"khai-ten/{claim.public_id}/{word}/")).status_code == 404
    assert DoorClaim.objects.get().state == "WAITING"
