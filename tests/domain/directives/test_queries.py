"""Who reads which documents, and how they are found."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import make_directive
from thongsuot.domain.directives.models import Directive
from thongsuot.domain.directives.queries import directive_by_public_id, directives_found, directives_of
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _viewer(unit: Unit) -> Viewer:
    person = make_person(unit)
    make_grant(person, unit)
    return viewer_for(person, date(2021, 4, 1))


def test_directives_of_holds_own_below_and_above_but_not_beside() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    kept = {
        make_directive(unit, number=f"{n:02}-KH/TU").number
        for n, unit in enumerate([bloc, own, make_unit(own)], start=1)
    }
    foreign = make_directive(beside, number="09-KH/TU")

    assert {d.number for d in directives_of(_viewer(own))} == kept
    with pytest.raises(Directive.DoesNotExist):
        directive_by_public_id(_viewer(own), foreign.public_id)


@pytest.mark.parametrize(
    "asked", ["01-CT/TW", "số 1 - ct/tw", "01-ct", "quan triet", "Nghị quyết ĐẠI HỘI", "dai hoi 01"]
)
def test_directives_found_by_number_in_any_spelling_or_by_words_without_marks(asked: str) -> None:
    bloc = make_unit()
    make_directive(bloc, number="01-CT/TW", title="Về học tập, quán triệt Nghị quyết Đại hội 01")
    make_directive(bloc, number="15-KH/TU", title="Kế hoạch kiểm tra")

    assert [d.number for d in directives_found(_viewer(bloc), asked)] == ["01-CT/TW"]


def test_directives_found_without_a_question_are_all() -> None:
    bloc = make_unit()
    make_directive(bloc)

    assert len(directives_found(_viewer(bloc), "  ")) == 1
