"""The rosters an office gave, where they lie beside the project: what a correct import gives."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders.organisations import AT, SYSTEM, make_unit
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.actions.imports import NothingToImport, import_roster
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, RosterImport, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db
GIVEN = Path(__file__).parents[4] / "shared" / "data" / "roster"
ROOT_NAME = "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Sơn Giang"


@pytest.fixture
def bloc(settings: object, tmp_path: Path) -> Unit:
    """The root the files name."""
    if not GIVEN.exists():
        pytest.skip("the given rosters are not beside this checkout: they are checked where they are")
    settings.FILES_ROOT = tmp_path  # type: ignore[attr-defined]
    return make_unit(code="KHOI", name=ROOT_NAME)


def _file(name: str) -> StoredFile:
    with (GIVEN / name).open("rb") as content:
        return store(content, name=name, purpose="roster", by="tests", at=AT)


def _imported(bloc: Unit, name: str) -> RosterImport:
    return import_roster(bloc, file=_file(name), answers={}, by=SYSTEM, at=AT)


def test_import_roster_given_gives_the_bloc(bloc: Unit) -> None:
    made = _imported(bloc, "danh-sach-khoi.xlsx").result

    assert {k: made[k] for k in ("rows", "accepted", "rejected", "unchanged")} == {
        "rows": 4600,
        "accepted": 4600,
        "rejected": 0,
        "unchanged": 0,
    }
    assert made["units"] == {"created": 314, "unchanged": 1}
    assert made["errors"] == []
    assert Unit.objects.filter(kind__is_base=True).count() == 90
    assert Membership.objects.filter(category=Category.PROBATIONARY).count() == 92
    assert Membership.objects.filter(category=Category.EXEMPT).count() == 46
    assert Person.objects.filter(sex="FEMALE").count() == 1719
    assert Person.objects.exclude(ethnicity="Kinh").count() == 1375
    assert Person.objects.filter(email="").count() == 1045
    assert Person.objects.filter(phone="").count() == 258
    key = Appointment.objects.filter(
        in_unit__kind__is_base=True, post__in=[Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.RAPPORTEUR]
    )
    assert (key.count(), key.values("person").distinct().count()) == (248, 240)
    assert Appointment.objects.filter(post=Post.SECRETARY, in_unit__kind__is_base=False).count() == 224


def test_import_roster_given_twice_changes_nothing(bloc: Unit) -> None:
    _imported(bloc, "danh-sach-khoi.xlsx")

    with pytest.raises(NothingToImport) as nothing:
        _imported(bloc, "danh-sach-khoi.xlsx")

    again = nothing.value.told
    assert (again["accepted"], again["unchanged"], again["rejected"]) == (0, 4600, 0)
    assert again["units"] == {"created": 0, "unchanged": 315}
    assert again["errors"] == []
    assert {warning["code"] for warning in again["warnings"]} == {"ignored", "columns_unused"}
    assert (Person.objects.count(), RosterImport.objects.count()) == (4600, 1)
    RosterImport.objects.update(left_as="")  # the file is not known any more: it is read and compared
    with pytest.raises(NothingToImport) as compared:
        _imported(bloc, "danh-sach-khoi.xlsx")
    assert compared.value.told == again


def test_import_roster_given_non_members_stay_apart_from_members_of_the_same_name(bloc: Unit) -> None:
    _imported(bloc, "danh-sach-khoi.xlsx")

    made = _imported(bloc, "quan-chung-mau.xlsx").result

    assert (made["accepted"], made["rejected"]) == (219, 0)
    namesakes = Person.objects.filter(full_name="Trịnh Hữu Thịnh", home__name="Chi bộ Sở Tư pháp")
    assert namesakes.count() == 2
    assert Membership.objects.filter(category=Category.NON_MEMBER, valid_from=date(2021, 3, 1)).count() == 219
