"""Who does what at a unit: seen, given and taken back on pages. A newcomer gives a colleague access without help."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.actions import end_grant
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.sessions import PROVED
from thongsuot.foundation.core.clock import local_day, now, ticking_now
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> Unit:
    return make_unit()


@pytest.fixture
def base(bloc: Unit) -> Unit:
    return make_unit(bloc)


def _text(page: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))  # type: ignore[attr-defined]


def _chosen(**more: str) -> dict[str, str]:
    return {"role": "SECRETARY", "reach": "SUBTREE", "valid_from": local_day(now()).isoformat()} | more


def test_newcomer_gives_a_colleague_access_from_search_to_the_first_sign_in(base: Unit) -> None:
    """The journey: who does what, give, find the person, choose the work, invite, and the colleague comes in."""
    colleague = make_person(base, name="Lò Thị Hạnh")
    officer = make_client(base)
    session = officer.session
    session[PROVED] = ticking_now().timestamp()
    session.save()

    unit_page = officer.get(f"/to-chuc/{base.public_id}/")
    assert f"/to-chuc/{base.public_id}/quyen/" in unit_page.content.decode()
    found = officer.get(f"/to-chuc/{base.public_id}/quyen/giao/", {"q": "lo thi hanh"})
    assert f"nguoi={colleague.public_id}" in found.content.decode()
    form = officer.get(f"/to-chuc/{base.public_id}/quyen/giao/", {"nguoi": colleague.public_id})
    assert "Mở lớp, điểm danh, ghi kế hoạch và chương trình" in _text(form)
    given = officer.post(f"/to-chuc/{base.public_id}/quyen/giao/", _chosen(nguoi=colleague.public_id), follow=True)
    assert "Đã giao cho Lò Thị Hạnh: Bí thư, phó bí thư." in _text(given)
    assert f"/tai-khoan/nguoi/{colleague.public_id}/" in given.content.decode()
    slip = officer.post(f"/tai-khoan/nguoi/{colleague.public_id}/cap-ma/", {"giay": "1"})
    code = re.search(r"(?<![\w-])[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}(?![\w-])", slip.content.decode())
    assert code is not None

    newcomer = Client()
    newcomer.post(f"/dang-nhap/lan-dau/{code.group(0)}/", {"password": "ba con voi qua cầu 7"})
    own = newcomer.get("/tai-khoan/viec/")

    assert Account.objects.get(person=colleague).last_login is not None
    assert "Bí thư, phó bí thư" in _text(own)
    assert base.name in _text(own)


def test_unit_rights_say_where_each_comes_from_and_until_when(bloc: Unit, base: Unit) -> None:
    secretary = make_person(base, name="Vàng A Súa")
    make_appointment(secretary)
    above = make_client(bloc, name="Trần Thu Hà")

    page = _text(above.get(f"/to-chuc/{base.public_id}/quyen/"))

    assert "1 người được giao việc ở đây, 1 người từ cấp trên; 1 người chưa vào được." in page
    assert "theo chức vụ Bí thư" in page
    assert "không thời hạn" in page
    assert "Trần Thu Hà" in page


def test_unit_rights_cost_the_same_for_one_and_for_many(
    base: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    officer = make_client(base)
    counts = []
    for number in range(2):
        for _ in range(4 * number + 1):
            make_grant(make_person(base), base, Role.SECRETARY)
        with django_assert_max_num_queries(60) as asked:
            officer.get(f"/to-chuc/{base.public_id}/quyen/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_rights_of_a_foreign_unit_are_as_absent(bloc: Unit, base: Unit) -> None:
    beside = make_client(make_unit(bloc))
    secretary = make_client(base, Role.SECRETARY)
    key = Grant.objects.latest("pk").pk

    for client in (beside, secretary):
        for path in ("", "giao/", f"{key}/thu-hoi/"):
            answer = client.get(f"/to-chuc/{base.public_id}/quyen/{path}")
            assert (path, answer.status_code) == (path, 404)


def test_giving_beyond_ones_units_finds_by_the_beginning_of_a_name_only(bloc: Unit, base: Unit) -> None:
    make_person(make_unit(bloc), name="Giàng Seo Phử")
    officer = make_client(base)

    by_given = officer.get(f"/to-chuc/{base.public_id}/quyen/giao/", {"q": "phử"})
    by_whole = officer.get(f"/to-chuc/{base.public_id}/quyen/giao/", {"q": "giàng seo"})

    assert "Giàng Seo Phử" not in _text(by_given)
    assert "Giàng Seo Phử" in _text(by_whole)
    assert "1980" not in _text(by_whole)  # a name and a unit, no more


def test_giving_says_refusals_beside_what_was_typed(base: Unit) -> None:
    colleague = make_person(base)
    officer = make_client(base)
    typed = _chosen(nguoi=colleague.public_id, is_acting="on", basis="Quyết định số 7-QĐ/ĐU")

    page = officer.post(f"/to-chuc/{base.public_id}/quyen/giao/", typed)

    assert "Người tạm thời phụ trách giữ việc đến một ngày. Chọn ngày cuối cùng." in _text(page)
    assert 'value="Quyết định số 7-QĐ/ĐU"' in page.content.decode()
    assert not Grant.objects.filter(person_id=colleague.pk).exists()


def test_ending_takes_the_rights_away_at_the_next_request(base: Unit) -> None:
    colleague = make_person(base)
    grant = make_grant(colleague, base, Role.SECRETARY)
    theirs, officer = sign_in(colleague), make_client(base)
    assert theirs.get(f"/to-chuc/{base.public_id}/").status_code == 200

    officer.post(f"/to-chuc/{base.public_id}/quyen/{grant.pk}/thu-hoi/", {"seen": "1"})

    assert theirs.get(f"/to-chuc/{base.public_id}/").status_code == 404


def test_ending_when_another_was_first_says_what_changed(base: Unit) -> None:
    officer = make_client(base)
    grant = make_grant(make_person(base), base, Role.SECRETARY)
    later = local_day(now()).replace(year=local_day(now()).year + 1)
    end_grant(grant, on=later, seen=1, by=SYSTEM, at=now())

    page = officer.post(f"/to-chuc/{base.public_id}/quyen/{grant.pk}/thu-hoi/", {"seen": "1"})

    assert "Người khác vừa sửa việc này: nay giữ đến" in _text(page)
    assert 'name="seen" value="2"' in page.content.decode()
    assert Grant.objects.get(pk=grant.pk).valid_until == later


def test_ending_the_last_officer_is_refused_with_the_way_out(bloc: Unit) -> None:
    officer = make_client(bloc)
    grant = Grant.objects.get()

    page = officer.post(f"/to-chuc/{bloc.public_id}/quyen/{grant.pk}/thu-hoi/", {"seen": "1"})

    assert "Đây là người cuối cùng giao được việc ở đơn vị này. Giao việc Cán bộ theo dõi" in _text(page)
    assert Grant.objects.get().valid_until is None


def test_delegating_for_some_days_and_taking_back(base: Unit) -> None:
    colleague = make_person(base, name="Sùng A Páo")
    secretary = make_client(base, Role.SECRETARY)
    key = Grant.objects.get().pk
    day = local_day(now()).isoformat()

    typed = {"nguoi": colleague.public_id, "valid_from": day, "last_day": day}
    listed = secretary.post(f"/tai-khoan/uy-quyen/{key}/", typed, follow=True)
    taken = Grant.objects.get(person_id=colleague.pk)
    theirs = sign_in(colleague)
    before = theirs.get(f"/to-chuc/{base.public_id}/").status_code
    secretary.post(f"/tai-khoan/uy-quyen/{taken.pk}/ket-thuc/", {"seen": "1"})

    assert "Đã ủy quyền cho Sùng A Páo." in _text(listed)
    assert (before, theirs.get(f"/to-chuc/{base.public_id}/").status_code) == (200, 404)


def test_delegation_of_another_is_as_absent(base: Unit) -> None:
    grant = make_grant(make_person(base), base, Role.SECRETARY)
    other = make_client(base, Role.SECRETARY)

    assert other.get(f"/tai-khoan/uy-quyen/{grant.pk}/").status_code == 404
    assert other.post(f"/tai-khoan/uy-quyen/{grant.pk}/ket-thuc/", {"seen": "1"}).status_code == 404


def test_my_rights_of_somebody_without_work_say_so(base: Unit) -> None:
    member = sign_in(make_person(base))

    page = _text(member.get("/tai-khoan/viec/"))

    assert "Chưa được giao việc nào." in page


def test_request_asks_for_its_grants_once(base: Unit, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    officer = make_client(base)

    with django_assert_max_num_queries(80) as asked:
        officer.get(f"/to-chuc/{base.public_id}/")

    assert sum('FROM "access_grant"' in query["sql"] for query in asked.captured_queries) == 1
