"""Pages of the door: scan and one tap, what became of it, six digits, a typed name."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, make_open_class
from thongsuot.domain.plans.models import Campaign, RollEntry
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.classes import close_class
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.codes import Telling, make_opening, make_pass, make_telling, wall_code
from thongsuot.domain.study.models import Attendance, DoorClaim, DoorTry, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.interfaces.web.door.front import TOLD, Front
from thongsuot.interfaces.web.site.pass_cookie import COOKIE

pytestmark = pytest.mark.django_db
LATER = datetime(2100, 1, 1, tzinfo=UTC)
TYPED = {"full_name": "nguyen van CHUA", "born_on": "5/3/1978"}


class _Telephone(Client):
    """A client whose POSTs meet the front first, as in the server; check-ins are recorded at once."""

    def __init__(self, carried: str = "") -> None:
        super().__init__()
        if carried:
            self.cookies[COOKIE] = carried

    def tap(self, class_id: str, proof: str) -> str:
        """Post to the door and return where the answer leads."""
        environ = self._base_environ(PATH_INFO=f"/v/{class_id}/{proof}/", REQUEST_METHOD="POST")
        told: dict[str, str] = {}
        front = Front(WSGIHandler(), lambda row: record_check_ins([row], at=now())[0])
        list(front(environ, lambda status, headers: told.update(headers) or (lambda _: None)))
        return told["Location"]


@pytest.fixture
def base() -> Unit:
    """A base of a bloc with three members, one of them known by a birth date."""
    bloc = make_unit(name="Khối thử")
    base = make_unit(bloc, name="Đơn vị thử")
    make_person(base, name="Nguyễn Văn Chưa", born_on=date(1978, 3, 5))
    make_person(base, name="Lò Văn Thắng", born_on=date(1980, 1, 1))
    make_person(base, name="Bùi Đức Long", born_on=date(1981, 1, 1))
    return base


@pytest.fixture
def campaign(base: Unit) -> Campaign:
    """A campaign over them, its roll frozen."""
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return campaign


@pytest.fixture
def here(campaign: Campaign, base: Unit) -> StudyClass:
    """An open class of the base."""
    return make_open_class(campaign_unit_of(campaign, base))


@pytest.fixture
def person(base: Unit) -> Person:
    """The member with the birth date."""
    return base.people.get(full_name="Nguyễn Văn Chưa")


@pytest.fixture
def entry(campaign: Campaign, person: Person) -> RollEntry:
    """That member on the roll."""
    return entry_of(campaign, person)


@pytest.fixture
def known(entry: RollEntry) -> _Telephone:
    """A telephone that carries the member's pass."""
    return _Telephone(make_pass(entry.pk, entry.edition_id, LATER))


def _code(here: StudyClass) -> str:
    return wall_code(here.public_id, ticking_now()).code


def _without_token(answer: HttpResponse) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_check_in_is_a_scan_and_one_tap(known: _Telephone, here: StudyClass, entry: RollEntry) -> None:
    shown = known.get(f"/v/{here.public_id}/{_code(here)}/")
    opening = shown.context["opening"]

    told = _text(known, known.tap(here.public_id, opening))
    again = _text(known, f"/v/{here.public_id}/{_code(here)}/")

    assert "Nguyễn Văn Chưa" in shown.content.decode()
    assert f'action="/v/{here.public_id}/{opening}/"' in shown.content.decode()
    assert "Đã ghi Nguyễn Văn Chưa" in told
    assert "Số thứ tự 1" in told
    assert "Đã ghi trước đó lúc" in again
    assert Attendance.objects.get().entry == entry


def test_check_in_when_the_code_is_old_asks_to_scan_again(known: _Telephone, here: StudyClass) -> None:
    old = wall_code(here.public_id, ticking_now() - timedelta(seconds=40)).code

    shown = known.get(f"/v/{here.public_id}/{old}/")

    assert shown.status_code == 409
    assert "Mã đã đổi" in shown.content.decode()


def test_check_in_without_a_pass_names_nobody(here: StudyClass) -> None:
    text = _text(_Telephone(), f"/v/{here.public_id}/{_code(here)}/")

    assert "Nguyễn Văn Chưa" not in text
    assert "Tôi có mặt" not in text
    assert "Ngày sinh" in text


def test_check_in_of_a_class_that_is_not_there_is_not_found(known: _Telephone) -> None:
    assert known.get("/v/zzzzzzzzzz/aaaaaaaaaaaaaaaa/").status_code == 404


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("recorded", "Chưa có trong danh sách có mặt"),
        ("already", "Chưa có trong danh sách có mặt"),
        ("not_open_yet", "Chưa đến giờ"),
        ("closed", "Lớp đã kết thúc điểm danh"),
        ("wrong_class", "Đồng chí thuộc lớp khác"),
        ("counted", "Đơn vị đã báo số lượng"),
        ("code_changed", "Mã đã đổi"),
    ],
)
def test_told_says_what_became_of_it_and_success_only_as_the_database_has_it(
    known: _Telephone, here: StudyClass, entry: RollEntry, outcome: str, words: str
) -> None:
    telling = make_telling(here.public_id, Telling(entry.pk, TOLD.index(outcome), None))

    shown = known.get(f"/v/{here.public_id}/ket-qua/{telling}/")

    assert shown.status_code == 409
    assert words in shown.content.decode()


def test_told_when_the_host_took_it_back_claims_nothing(known: _Telephone, here: StudyClass, entry: RollEntry) -> None:
    told = known.tap(here.public_id, _code(here))
    mark_people(here, marks=[Mark(entry.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT)

    assert "Chưa có trong danh sách có mặt" in _text(known, told)


def test_told_to_another_telephone_shows_nothing(known: _Telephone, here: StudyClass, entry: RollEntry) -> None:
    told = known.tap(here.public_id, _code(here))

    assert _Telephone().get(told).status_code == 302


def test_told_of_another_class_shows_where_one_belongs(here: StudyClass, base: Unit, campaign: Campaign) -> None:
    member = entry_of(campaign, base.people.get(full_name="Lò Văn Thắng"))
    telling = make_telling(here.public_id, Telling(member.pk, TOLD.index("wrong_class"), None))
    telephone = _Telephone(make_pass(member.pk, member.edition_id, LATER))

    text = _text(telephone, f"/v/{here.public_id}/ket-qua/{telling}/")

    assert "Lớp của đồng chí" in text
    assert "Lớp thử · Đơn vị thử" in text


def test_told_counts_seats_in_the_order_of_arrival(known: _Telephone, here: StudyClass, base: Unit) -> None:
    others = [entry_of(here.campaign, p) for p in base.people.exclude(full_name="Nguyễn Văn Chưa")]
    record_check_ins([CheckIn(here.public_id, other.pk) for other in others], at=AT)

    assert "Số thứ tự 3" in _text(known, known.tap(here.public_id, _code(here)))


def test_forget_asks_whoever_holds_the_telephone_for_their_own_name(known: _Telephone, here: StudyClass) -> None:
    opening = known.get(f"/v/{here.public_id}/{_code(here)}/").context["opening"]

    shown = known.post(f"/v/{here.public_id}/{opening}/khong-phai-toi/", follow=True)

    assert "Ngày sinh" in shown.content.decode()
    assert known.cookies[COOKIE].value == ""


def test_claim_when_exactly_one_person_fits_waits_for_the_host(here: StudyClass, entry: RollEntry) -> None:
    opening = make_opening(here.public_id, 0, ticking_now())

    shown = _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", TYPED, follow=True)

    assert "Đã gửi người chủ trì" in shown.content.decode()
    assert [(c.entry, c.state) for c in DoorClaim.objects.all()] == [(entry, "WAITING")]
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [TYPED | {"born_on": "6/3/1978"}, TYPED | {"full_name": "Nguyễn Văn"}, TYPED | {"full_name": "Không Có Ai"}],
)
def test_claim_when_nobody_fits_answers_the_same_and_keeps_nothing(here: StudyClass, typed: dict[str, str]) -> None:
    opening = make_opening(here.public_id, 0, ticking_now())
    found = _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", TYPED, follow=True)
    DoorClaim.objects.all().delete()

    missed = _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", typed, follow=True)

    assert _without_token(missed) == _without_token(found)
    assert missed.redirect_chain == found.redirect_chain
    assert not DoorClaim.objects.exists()


def test_claim_when_two_people_are_alike_guesses_nobody(base: Unit) -> None:
    make_person(base, name="Nguyễn Văn Chưa", born_on=date(1978, 3, 5))
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    here = make_open_class(campaign_unit_of(campaign, base))
    opening = make_opening(here.public_id, 0, ticking_now())

    _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", TYPED)

    assert not DoorClaim.objects.exists()


def test_claim_filled_in_wrongly_keeps_what_was_typed(here: StudyClass) -> None:
    opening = make_opening(here.public_id, 0, ticking_now())

    shown = _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", TYPED | {"born_on": "tháng ba"})

    assert shown.status_code == 422
    assert "nguyen van CHUA" in shown.content.decode()
    assert "Viết ngày, tháng, năm sinh" in shown.content.decode()


def test_claim_without_a_good_code_goes_nowhere(here: StudyClass) -> None:
    shown = _Telephone().post(f"/v/{here.public_id}/aaaaaaaaaaaaaaaa/khai-ten/", TYPED)

    assert shown.status_code == 409
    assert not DoorClaim.objects.exists()


def test_claims_go_when_the_class_is_closed(here: StudyClass) -> None:
    opening = make_opening(here.public_id, 0, ticking_now())
    _Telephone().post(f"/v/{here.public_id}/{opening}/khai-ten/", TYPED)

    close_class(here, by=SYSTEM, at=AT)

    assert not DoorClaim.objects.exists()


def test_code_entry_with_a_pass_leads_to_the_one_button(known: _Telephone, here: StudyClass) -> None:
    digits = wall_code(here.public_id, ticking_now()).digits

    shown = known.post("/v/", {"digits": f"{digits[:3]} {digits[3:]}"}, follow=True)

    assert "Tôi có mặt" in shown.content.decode()
    assert "Nguyễn Văn Chưa" in shown.content.decode()


def test_code_entry_without_a_pass_needs_a_name_and_waits_for_the_host(here: StudyClass, entry: RollEntry) -> None:
    digits = wall_code(here.public_id, ticking_now()).digits

    alone = _Telephone().post("/v/", {"digits": digits})
    named = _Telephone().post("/v/", {"digits": digits} | TYPED, follow=True)

    assert (alone.status_code, named.status_code) == (422, 200)
    assert "Đã gửi người chủ trì" in named.content.decode()
    assert DoorClaim.objects.get().entry == entry


@pytest.mark.parametrize(("digits", "words"), [("000000", "Mã không đúng hoặc đã đổi"), ("12345", "đúng sáu chữ số")])
def test_code_entry_with_wrong_digits_says_so(known: _Telephone, here: StudyClass, digits: str, words: str) -> None:
    shown = known.post("/v/", {"digits": digits})

    assert shown.status_code == 422
    assert words in shown.content.decode()


def test_code_entry_tried_too_often_is_closed_even_to_the_right_digits(known: _Telephone, here: StudyClass) -> None:
    for _ in range(10):
        known.post("/v/", {"digits": "000000"})
    digits = wall_code(here.public_id, ticking_now()).digits

    shown = known.post("/v/", {"digits": digits})

    assert "Đã thử quá nhiều lần" in shown.content.decode()
    assert DoorTry.objects.count() == 30  # by address, by person, by class
    assert not any(bytes(t.bucket).startswith(b"127") for t in DoorTry.objects.all())
