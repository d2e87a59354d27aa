"""From an empty installation to a published campaign."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import make_campaign, make_directive, make_roll, make_scheme
from tests.builders.visitors import make_visitor
from thongsuot.domain.plans.models import Campaign, Scheme
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _typed(unit: Unit, **other: Any) -> dict[str, Any]:
    return {
        "directives": [make_directive(unit).public_id],
        "scheme": make_scheme(unit).public_id,
        "name": "Học tập Nghị quyết Đại hội XIII",
        "slug": "",
        "starts_on": "2021-04-01",
        "ends_on": "2021-06-30",
        "place": "Sơn Giang",
        "hold_study_due": "2021-06-30",
        "hold_study_kinds": ["BASE_COMMITTEE"],
        **other,
    }


def _bloc() -> tuple[Unit, Client]:
    bloc = make_unit(name="Khối thử")
    make_person(make_unit(bloc))
    return bloc, make_visitor(bloc)


@pytest.mark.parametrize(("role", "page"), [(Role.OFFICER, "/dot/"), (Role.SECRETARY, "/dot/"), (None, "/m/")])
def test_home_without_a_campaign_leads_officers_to_the_first_steps(role: Role | None, page: str) -> None:
    answer = make_visitor(make_unit(), role).get("/")

    assert answer.headers["Location"] == page


@pytest.mark.parametrize(("role", "page"), [(Role.OFFICER, "/dot/nq13/"), (None, "/m/")])
def test_home_with_a_campaign_leads_where_the_role_may_look(role: Role | None, page: str) -> None:
    bloc = make_unit()
    make_campaign(bloc)

    answer = make_visitor(bloc, role).get("/")

    assert answer.headers["Location"] == page


def test_first_steps_say_what_is_done_and_what_is_next() -> None:
    bloc, client = _bloc()
    make_directive(bloc)

    text = client.get("/dot/").content.decode()

    assert "2 đảng viên trong danh sách" in text
    assert "1 văn bản trong thư viện" in text
    assert text.count('aria-current="step"') == 1
    assert text.index('aria-current="step"') < text.index("Ghi đề án")


def test_campaign_list_of_a_secretary_offers_no_steps() -> None:
    text = make_visitor(make_unit(), Role.SECRETARY).get("/dot/").content.decode()

    assert "Khi cấp trên lập đợt, đợt hiện ở đây." in text
    assert "/dot/moi/" not in text


def test_campaign_list_asks_the_same_number_of_questions_for_one_campaign_and_for_three() -> None:
    costs = []
    for count in (1, 3):
        bloc = make_unit()
        make_person(bloc)
        for n in range(count):
            number = f"{n}-NQ/ĐH"
            make_roll(make_campaign(bloc, slug=f"dot-{count}-{n}", directives=[make_directive(bloc, number=number)]))
        client = make_visitor(bloc)
        client.get("/dot/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/dot/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_campaign_list_says_how_far_each_campaign_is() -> None:
    bloc, client = _bloc()
    make_roll(make_campaign(bloc, slug="da-chot"))

    text = client.get("/dot/").content.decode()

    assert "Đã kết thúc" in text
    assert "0,00%" in text


def test_new_campaign_is_looked_at_once_more_before_anything_exists() -> None:
    bloc, client = _bloc()

    text = client.post("/dot/moi/", _typed(bloc)).content.decode()

    assert "Kiểm tra lại" in text
    assert "/dot/nq-dh-xiii/" in text
    assert "cho 2 đảng viên" in text
    assert "phấn đấu 98%" in text
    assert not Campaign.objects.exists()


def test_new_campaign_published_leads_to_its_plan() -> None:
    bloc, client = _bloc()

    answer = client.post("/dot/moi/", _typed(bloc, publish="1", slug="nq13"))

    campaign = Campaign.objects.get()
    assert answer.headers["Location"] == "/dot/nq13/ke-hoach/"
    assert [o.kind for o in campaign.obligations.all()] == ["hold_study"]
    assert [kind.code for kind in campaign.obligations.get().owed_by.all()] == ["BASE_COMMITTEE"]
    assert client.get("/").headers["Location"] == "/dot/nq13/"


def test_new_campaign_sent_back_keeps_what_was_typed() -> None:
    bloc, client = _bloc()

    text = client.post("/dot/moi/", _typed(bloc, back="1", place="Sông Đà")).content.decode()

    assert 'value="Sông Đà"' in text
    assert 'value="nq-dh-xiii"' in text
    assert "Phát hành</button>" not in text


@pytest.mark.parametrize("step", [{}, {"publish": "1"}])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": "2021-03-01"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"slug": "da-co"}, "đã dùng cho đợt khác"),
        ({"slug": "moi"}, "Tên ngắn gồm chữ thường không dấu"),
        ({"hold_study_kinds": []}, "Chọn loại hình đơn vị phải làm"),
        ({"hold_study_due": "2021-03-01"}, "Có thời hạn trước ngày bắt đầu đợt"),
    ],
)
def test_new_campaign_refused_at_either_step_keeps_what_was_typed(
    step: dict[str, str], change: dict[str, Any], sentence: str
) -> None:
    bloc, client = _bloc()
    make_campaign(make_unit(), slug="da-co")

    text = client.post("/dot/moi/", _typed(bloc, place="Sông Đà", **change, **step)).content.decode()

    assert sentence in text
    assert 'value="Sông Đà"' in text
    assert Campaign.objects.count() == 1


def test_new_campaign_takes_no_document_or_scheme_of_a_unit_beside() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)

    answer = make_visitor(own).post("/dot/moi/", _typed(beside, publish="1"))

    assert answer.status_code == 200
    assert not Campaign.objects.exists()


def test_new_campaign_is_refused_to_whoever_may_not_run_one() -> None:
    bloc = make_unit()
    client = make_visitor(bloc, Role.SECRETARY)

    assert client.get("/dot/moi/").status_code == 403
    assert client.post("/dot/moi/", _typed(bloc, publish="1")).status_code == 403


def test_new_scheme_takes_percentages_as_they_are_written() -> None:
    _unit, client = _bloc()
    typed = {"name": "Đề án", "in_force_from": "2021-01-04"}
    percents = {"members": "97,5", "non_members": "90", "hold_study": "100"}
    strengths = dict.fromkeys(["members", "key_cadres", "non_members"], "AIM") | dict.fromkeys(
        ["hold_study", "study_plan", "action_programme"], "DUTY"
    )
    typed |= {f"{s}_percent": p for s, p in percents.items()} | {f"{s}_strength": w for s, w in strengths.items()}

    wrong = client.post("/de-an/moi/", {**typed, "members_percent": "101"}).content.decode()
    right = client.post("/de-an/moi/", typed)

    scheme = Scheme.objects.get()
    assert "Đảng viên: Tỷ lệ không quá 100%." in wrong
    assert right.headers["Location"] == "/de-an/"
    assert scheme.in_force_from == date(2021, 1, 4)
    assert {t.subject: str(t.share) for t in scheme.targets.all()} == {
        "members": "0.9750",
        "non_members": "0.9000",
        "hold_study": "1.0000",
    }
    assert "phấn đấu 97,5%" in client.get("/de-an/").content.decode()


def test_scheme_list_holds_schemes_from_above_but_none_from_beside() -> None:
    bloc = make_unit(name="Khối trên")
    own, beside = make_unit(bloc), make_unit(bloc, name="Đơn vị bên cạnh")
    make_scheme(bloc)
    make_scheme(beside)

    text = make_visitor(own, Role.SECRETARY).get("/de-an/").content.decode()

    assert "Khối trên" in text
    assert "Đơn vị bên cạnh" not in text
