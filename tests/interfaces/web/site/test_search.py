"""Search: what is found leads to its page; nothing of others is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.figures import Scene, make_scene
from tests.builders.programmes import make_programme
from tests.builders.web import make_client
from thongsuot.foundation.access.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """Set the scene, with a programme of the base."""
    scene = make_scene()
    make_programme(scene.base, number="12-CTr/ĐU")
    return scene


@pytest.mark.parametrize("asked", ["dang bo a", "Đảng bộ A", "ĐẢNG BỘ A"])
def test_search_of_a_unit_leads_to_its_page_in_the_campaign(scene: Scene, asked: str) -> None:
    text = make_client(scene.bloc.unit).get("/tim/", {"q": asked}).content.decode()

    assert f'href="/dot/nq13/don-vi/{scene.base.code}/">Đảng bộ A</a>' in text


def test_search_of_a_programme_by_its_number_leads_to_it(scene: Scene) -> None:
    text = make_client(scene.bloc.unit).get("/tim/", {"q": "12-ctr"}).content.decode()

    assert "1 kết quả cho “12-ctr”" in text
    assert ">Chương trình hành động 12-CTr/ĐU</a>" in text


def test_search_of_a_person_says_where_they_are(scene: Scene) -> None:
    text = make_client(scene.bloc.unit).get("/tim/", {"q": "tran van 0"}).content.decode()

    assert "Trần Văn 0" in text
    assert "Khối › Đảng bộ A › Chi bộ 1" in text


@pytest.mark.parametrize("asked", ["Chi bộ 1", "12-CTr", "Trần Văn"])
def test_search_finds_nothing_of_others(scene: Scene, asked: str) -> None:
    text = (
        make_client(scene.beside.unit, Role.SECRETARY, name="Lê Thị Khác").get("/tim/", {"q": asked}).content.decode()
    )

    assert f"Không tìm thấy “{asked}” trong phạm vi của đồng chí." in text


def test_search_without_a_word_asks_for_one(scene: Scene) -> None:
    text = make_client(scene.bloc.unit).get("/tim/").content.decode()

    assert "Gõ tên đơn vị, tên người" in text


def test_search_asks_the_same_number_of_questions_for_one_hit_and_for_two(scene: Scene) -> None:
    client = make_client(scene.bloc.unit)
    client.get("/tim/")
    counts = []
    for asked in ("khoi", "chi bo"):
        with CaptureQueriesContext(connection) as made:
            client.get("/tim/", {"q": asked})
        counts.append(len(made))

    assert counts[0] == counts[1]
