"""The plan of a campaign: roll, totals, periods, and the study plans of its units."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.visitors import make_visitor
from thongsuot.domain.plans.actions.documents import Issue
from thongsuot.domain.plans.actions.study_plans import issue_study_plan
from thongsuot.domain.plans.models import Campaign, CampaignEvent, DeclaredTotal, RollEdition, StudyPlan
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A bloc with bases and a campaign."""

    bloc: Unit
    bases: list[Unit]
    campaign: Campaign

    def issue(self, base: int, reason: str = "") -> StudyPlan:
        """Let the installation record a study plan of a base."""
        issue = Issue(f"0{base + 1}-KH/ĐU", date(2021, 3, 30), "Kế hoạch học tập", reason=reason)
        return issue_study_plan(campaign_unit_of(self.campaign, self.bases[base]), issue=issue, by=SYSTEM, at=AT)


def _scene(bases: int = 3, slug: str = "nq13") -> Scene:
    bloc = make_unit(name="Khối thử")
    units = [make_unit(bloc, code=f"{slug}-{n + 1}", name=f"Cơ sở {n + 1}") for n in range(bases)]
    make_person(units[0])
    directive = make_directive(bloc, number=f"{slug}-NQ")
    return Scene(bloc, units, make_campaign(bloc, slug=slug, directives=[directive]))


@pytest.fixture
def scene() -> Scene:
    return _scene()


@pytest.fixture
def officer(scene: Scene) -> Client:
    return make_visitor(scene.bloc)


@pytest.fixture
def secretary(scene: Scene) -> Client:
    return make_visitor(scene.bases[0], Role.SECRETARY)


def _text(client: Client, page: str) -> str:
    answer = client.get(f"/dot/nq13/{page}", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_plan_opens_with_what_is_issued_and_what_waits(scene: Scene, officer: Client) -> None:
    scene.issue(0)

    text = _text(officer, "ke-hoach/")

    assert "Danh sách của đợt chưa chốt. <b>1 trên 3</b> đơn vị đã ban hành" in text
    assert "1 chờ tiếp nhận, 2 chưa có." in text
    assert "Chốt danh sách" in text
    assert "phấn đấu 98%" in text


def test_plan_filters_units_by_how_they_stand(scene: Scene, officer: Client) -> None:
    scene.issue(0)

    waiting, without = _text(officer, "ke-hoach/?trang-thai=cho"), _text(officer, "ke-hoach/?trang-thai=chua-co")

    assert ("Cơ sở 1" in waiting, "Cơ sở 2" in waiting) == (True, False)
    assert ("Cơ sở 1" in without, "Cơ sở 2" in without) == (False, True)


def test_plan_of_a_secretary_shows_the_own_unit_only_and_no_button_to_freeze(scene: Scene, secretary: Client) -> None:
    text = _text(secretary, "ke-hoach/")

    assert "Cơ sở 1" in text
    assert "Cơ sở 2" not in text
    assert "/ke-hoach/chot/" not in text
    assert secretary.get("/dot/nq13/ke-hoach/chot/").status_code == 404


@pytest.mark.parametrize("page", ["", "quan-chung/"])
def test_plan_asks_the_same_number_of_questions_for_two_units_and_for_six(page: str) -> None:
    costs = []
    for bases, slug in ((2, "hai"), (6, "sau")):
        scene = _scene(bases, slug)
        for base in range(bases):
            scene.issue(base)
        make_roll(scene.campaign)
        client = make_visitor(scene.bloc)
        client.get(f"/dot/{slug}/ke-hoach/{page}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/dot/{slug}/ke-hoach/{page}")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_plan_of_a_stranger_is_not_found(scene: Scene) -> None:
    scene.issue(0)
    plan = StudyPlan.objects.get()
    stranger = make_visitor(make_unit())

    pages = ["", "chot/", "quan-chung/", f"{plan.public_id}/tep/"]

    assert [stranger.get(f"/dot/nq13/ke-hoach/{page}").status_code for page in pages] == [404] * 4
    assert stranger.post(f"/dot/nq13/ke-hoach/{plan.public_id}/tiep-nhan/").status_code == 404


def test_freeze_shows_the_day_asked_for_then_freezes_it(scene: Scene, officer: Client) -> None:
    before = _text(officer, "ke-hoach/chot/?as_of=2020-01-01")
    preview = _text(officer, "ke-hoach/chot/?as_of=2021-03-31")
    answer = officer.post("/dot/nq13/ke-hoach/chot/", {"as_of": "2021-03-31"})

    assert "chưa có đảng viên nào" in before
    assert "Theo danh sách ngày 31/3/2021, đợt này có 2 đảng viên." in preview
    assert answer.headers["Location"] == "/dot/nq13/ke-hoach/"
    edition = RollEdition.objects.get()
    assert (edition.as_of, edition.entries.count()) == (date(2021, 3, 31), 2)
    assert edition.fingerprint[:16] in _text(officer, "ke-hoach/")


def test_freeze_of_a_day_to_come_or_twice_is_refused(scene: Scene, officer: Client) -> None:
    future = officer.post("/dot/nq13/ke-hoach/chot/", {"as_of": "2999-01-01"}).content.decode()
    make_roll(scene.campaign)
    officer.post("/dot/nq13/ke-hoach/chot/", {"as_of": "2021-03-31"})

    assert "Chỉ chốt theo danh sách của hôm nay hoặc một ngày đã qua." in future
    assert RollEdition.objects.count() == 1
    assert "Danh sách đã chốt theo ngày 1/4/2021" in _text(officer, "ke-hoach/chot/")


def test_receive_many_receives_what_is_ticked_and_names_what_is_left(scene: Scene, officer: Client) -> None:
    plans = [scene.issue(base) for base in range(3)]
    typed = {
        "shown": [p.public_id for p in plans],
        "plan": [p.public_id for p in plans[:2]],
        "comment": "Nhất trí",
    }

    text = officer.post("/dot/nq13/ke-hoach/tiep-nhan/", typed, follow=True).content.decode()

    assert "Đã tiếp nhận 2 kế hoạch." in text
    assert "Để lại 1 kế hoạch, chưa tiếp nhận: Cơ sở 3." in text
    states = StudyPlan.objects.order_by("number").values_list("state", "comment")
    assert list(states) == [("RECEIVED", "Nhất trí"), ("RECEIVED", "Nhất trí"), ("ISSUED", "")]


def test_receive_many_of_a_secretary_receives_nothing(scene: Scene, secretary: Client) -> None:
    plan = scene.issue(0)

    answer = secretary.post("/dot/nq13/ke-hoach/tiep-nhan/", {"shown": [plan.public_id], "plan": [plan.public_id]})

    assert answer.status_code in (302, 409)
    assert StudyPlan.objects.get().state == DocumentState.ISSUED


def test_new_event_is_shown_on_the_plan_and_a_reversed_one_refused(scene: Scene, officer: Client) -> None:
    typed = {"name": "Giãn cách xã hội", "from_day": "2021-05-06", "to_day": "2021-05-24"}

    wrong = officer.post("/dot/nq13/ke-hoach/giai-doan/", {**typed, "to_day": "2021-05-01"}).content.decode()
    officer.post("/dot/nq13/ke-hoach/giai-doan/", typed)

    assert "ngày cuối không trước ngày đầu" in wrong
    assert 'value="Giãn cách xã hội"' in wrong
    assert CampaignEvent.objects.count() == 1
    assert "6/5/2021 – 24/5/2021" in _text(officer, "ke-hoach/")


def test_totals_say_who_has_declared_and_take_a_declaration(scene: Scene, officer: Client, secretary: Client) -> None:
    typed = {"people": "0", "declared_on": "2021-03-15", "declared_by": "Bí thư"}
    code = scene.bases[0].code

    secretary.post(f"/dot/nq13/don-vi/{code}/quan-chung/", typed)
    officer.post("/dot/nq13/ke-hoach/quan-chung/", {**typed, "unit": scene.bases[1].code, "people": "39"})
    again = officer.post("/dot/nq13/ke-hoach/quan-chung/", {**typed, "unit": scene.bases[1].code, "people": "39"})

    assert sorted(DeclaredTotal.objects.values_list("people", flat=True)) == [0, 39]
    assert "Đơn vị đã khai đúng tổng số này." in again.content.decode()
    text = _text(officer, "ke-hoach/quan-chung/")
    assert "2/3 đơn vị đã khai, cộng 39 người" in text
    assert text.count("Chưa khai</span>") == 1
    assert "khai 0 người" in _text(secretary, f"don-vi/{code}/quan-chung/")


def test_unit_plan_is_recorded_by_the_unit_received_above_and_supplemented(
    scene: Scene, officer: Client, secretary: Client, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    page = f"don-vi/{scene.bases[0].code}/ke-hoach/"
    file = SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.7 x")
    typed = {"number": "08-KH/ĐU", "issued_on": "2021-04-05", "title": "Kế hoạch học tập"}

    secretary.post(f"/dot/nq13/{page}", {**typed, "file": file})
    plan = StudyPlan.objects.get()
    asked = officer.post(
        f"/dot/nq13/ke-hoach/{plan.public_id}/bo-sung/", {"comment": "Nêu rõ mục II"}, follow=True
    ).content.decode()
    without_reason = secretary.post(f"/dot/nq13/{page}", {**typed, "number": "09-KH/ĐU"}).content.decode()
    secretary.post(f"/dot/nq13/{page}", {**typed, "number": "09-KH/ĐU", "reason": "Bổ sung mục II"})
    newest = StudyPlan.objects.get(version=2)
    officer.post(f"/dot/nq13/ke-hoach/{newest.public_id}/tiep-nhan/")

    assert b"".join(officer.get(f"/dot/nq13/ke-hoach/{plan.public_id}/tep/")) == b"%PDF-1.7 x"
    assert "Cấp trên đề nghị bổ sung" in asked
    assert "Ghi lý do thay thế" in without_reason
    assert 'value="09-KH/ĐU"' in without_reason
    assert StudyPlan.objects.get(version=2).state == DocumentState.RECEIVED
    text = _text(secretary, page)
    assert "Nêu rõ mục II" in text
    assert "Tiếp nhận</button>" not in text


def test_unit_plan_entered_on_behalf_is_confirmed_by_the_unit_only(
    scene: Scene, officer: Client, secretary: Client
) -> None:
    page = f"don-vi/{scene.bases[0].code}/ke-hoach/"
    officer.post(f"/dot/nq13/{page}", {"number": "08-KH/ĐU", "issued_on": "2021-04-05", "title": "Kế hoạch"})
    plan = StudyPlan.objects.get()

    above, inside = _text(officer, page), _text(secretary, page)
    officer.post(f"/dot/nq13/ke-hoach/{plan.public_id}/xac-nhan/")
    unconfirmed = StudyPlan.objects.get().confirmed_at
    secretary.post(f"/dot/nq13/ke-hoach/{plan.public_id}/xac-nhan/")

    assert ("Xác nhận</button>" in above, "Xác nhận</button>" in inside) == (False, True)
    assert "Nhập thay, chờ xác nhận" in inside
    assert unconfirmed is None
    assert StudyPlan.objects.get().confirmed_at is not None
    assert "Xác nhận</button>" not in _text(secretary, page)


def test_unit_plan_of_a_unit_beside_is_not_found(scene: Scene, secretary: Client) -> None:
    code = scene.bases[1].code

    assert secretary.get(f"/dot/nq13/don-vi/{code}/ke-hoach/").status_code == 404
    assert secretary.get(f"/dot/nq13/don-vi/{code}/quan-chung/").status_code == 404


def test_receive_goes_on_to_the_next_that_waits(scene: Scene, officer: Client) -> None:
    first, second = scene.issue(0), scene.issue(1)

    onwards = officer.post(f"/dot/nq13/ke-hoach/{first.public_id}/tiep-nhan/").headers["Location"]
    last = officer.post(f"/dot/nq13/ke-hoach/{second.public_id}/tiep-nhan/").headers["Location"]

    assert onwards == f"/dot/nq13/don-vi/{scene.bases[1].code}/ke-hoach/"
    assert last == "/dot/nq13/ke-hoach/"
