"""The log on pages: who sees which entries, how it is narrowed, what an entry shows, who looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, make_grant, make_person, make_unit
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.looks import note_look
from thongsuot.foundation.audit.models import AuditEntry, Look
from thongsuot.foundation.audit.sealing import checkpoint, seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.PINNED_NOW = AT


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_log_tells_who_did_what_to_what_and_where() -> None:
    bloc = make_unit(name="Khối thử")
    base = make_unit(bloc, name="Sở Thử")
    client = make_client(bloc, Role.INSPECTOR)

    text = text_of(client, "/nhat-ky/")

    assert "mở đơn vị: <b>Sở Thử</b>" in text
    assert "Hệ thống (tests)" in text
    assert f"/nhat-ky/{AuditEntry.objects.get(event='unit.opened', subject_id=base.pk).pk}/" in text


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RAPPORTEUR, None])
@pytest.mark.parametrize("address", ["/nhat-ky/", "/nhat-ky/da-xem/", "/nhat-ky/moc/", "/nhat-ky/1/"])
def test_log_is_absent_for_whoever_may_not_see_it(role: Role | None, address: str) -> None:
    unit = make_unit()
    client = make_client(unit, role) if role else sign_in(make_person(unit))

    assert client.get(address).status_code == 404


def test_entries_of_units_beside_and_above_are_foreign() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc, name="Đơn vị cạnh")
    client = make_client(own, Role.INSPECTOR)
    foreign = [AuditEntry.objects.get(event="unit.opened", subject_id=unit.pk) for unit in (bloc, beside)]

    text = text_of(client, "/nhat-ky/")

    assert "Đơn vị cạnh" not in text
    assert [client.get(f"/nhat-ky/{entry.pk}/").status_code for entry in foreign] == [404, 404]
    assert client.get(f"/nhat-ky/{2**63}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("viec=unit", True),
        ("viec=unit.opened", True),
        ("viec=person", False),
        ("tu=2021-03-01&den=2021-03-01", True),
        ("tu=2021-03-02", False),
        ("den=2021-02-28", False),
        ("tu=2021-13-45", True),
        ("don-vi=so+thu", True),
        ("don-vi=chi+bo+khac", False),
        ("nguoi=khong+ai", False),
        ("truoc=1", False),
        ("truoc=9999999999999999999999", True),
    ],
)
def test_log_is_narrowed(query: str, shown: bool) -> None:
    bloc = make_unit(name="Khối thử")
    base = make_unit(bloc, name="Sở Thử")
    make_unit(bloc, name="Chi bộ khác")
    client = make_client(bloc)

    text = text_of(client, f"/nhat-ky/?{query}")

    assert ("<b>Sở Thử</b>" in text) is shown
    assert base.name


def test_log_of_a_person_holds_what_they_did_and_what_was_done_to_them() -> None:
    bloc = make_unit()
    person = make_person(bloc, name="Lò Thị Mai")
    make_person(bloc, name="Người Khác")
    client = make_client(bloc)

    text = text_of(client, f"/nhat-ky/?nguoi={person.public_id}")

    assert "ghi người vào danh sách: <b>Lò Thị Mai</b>" in text
    assert "Người Khác" not in text


def test_typed_name_that_fits_several_asks_which() -> None:
    bloc = make_unit()
    people = [make_person(bloc, name="Lò Thị Mai") for _ in range(2)]
    client = make_client(bloc)

    text = text_of(client, "/nhat-ky/?nguoi=lo+mai")

    assert "Nhiều người có tên như vậy" in text
    assert all(f"?nguoi={person.public_id}" in text for person in people)


def test_log_about_one_thing_and_about_a_stranger() -> None:
    bloc = make_unit(name="Khối thử")
    base, other = make_unit(bloc, name="Sở Thử"), make_unit(make_unit(), name="Nơi khác")
    client = make_client(bloc)

    assert "<b>Sở Thử</b>" in text_of(client, f"/nhat-ky/?ve=Unit.{base.public_id}")
    assert client.get(f"/nhat-ky/?ve=Unit.{other.public_id}").status_code == 404
    assert client.get("/nhat-ky/?ve=Unit.aaaaaaaaaa").status_code == 404
    assert client.get("/nhat-ky/?ve=Look.1").status_code == 404


def test_log_asks_as_often_for_many_entries_as_for_few() -> None:
    bloc = make_unit()
    client = make_client(bloc)
    make_unit(bloc)
    text_of(client, "/nhat-ky/")

    with CaptureQueriesContext(
        connection,
    ) as few:
        text_of(client, "/nhat-ky/")
    for _ in range(10):
        make_unit(bloc)
    with CaptureQueriesContext(connection) as many:
        text_of(client, "/nhat-ky/")

    assert len(many) == len(few)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_log_as_a_file_holds_the_filtered_list_and_is_noted(ending: str) -> None:
    bloc = make_unit()
    make_unit(bloc, name="Sở Thử")
    client = make_client(bloc)

    answer = client.get(f"/nhat-ky/?viec=unit&dang={ending}")

    assert answer["Content-Disposition"] == f'attachment; filename="nhat-ky.{ending}"'
    if ending == "csv":
        assert "mở đơn vị;Sở Thử" in answer.content.decode()
        assert "ghi người" not in answer.content.decode()
    assert Look.objects.get(purpose="EXPORT").page == "audit:log"


def test_entry_shows_its_place_in_the_chain_and_its_personal_part_and_notes_the_look() -> None:
    bloc = make_unit()
    person = make_person(bloc, name="Lò Thị Mai")
    client = make_client(bloc, Role.INSPECTOR)
    seal(AT)
    entry = AuditEntry.objects.get(event="person.enrolled", subject_id=person.pk)

    text = text_of(client, f"/nhat-ky/{entry.pk}/")

    assert "Đã niêm phong" in text
    assert "mã băm khớp với mã đã niêm phong" in text
    assert text.count("Lò Thị Mai") >= 2
    assert Look.objects.get().page == "audit:entry"


def test_entry_before_it_is_sealed_says_so() -> None:
    bloc = make_unit()
    client = make_client(bloc)

    assert "Chờ niêm phong" in text_of(client, f"/nhat-ky/{AuditEntry.objects.get(event='unit.opened').pk}/")


def test_entry_that_was_tampered_with_shows_it() -> None:
    bloc = make_unit()
    client = make_client(bloc)
    seal(AT)
    entry = AuditEntry.objects.get(event="unit.opened")
    AuditEntry.objects.filter(pk=entry.pk).update(payload={"code": "KHÁC"})

    assert "không còn như khi niêm phong" in text_of(client, f"/nhat-ky/{entry.pk}/")


def test_looks_tell_who_read_whose_data_and_warn_of_very_many() -> None:
    bloc = make_unit(name="Khối thử")
    reader, person = make_person(bloc, name="Người Đọc"), make_person(bloc, name="Lò Thị Mai")
    note_look(reader, page="privacy:person", unit_path=bloc.path, person_id=person.pk, at=AT)
    note_look(reader, page="organisations:organisation", unit_path=bloc.path, people=600, at=AT - timedelta(hours=1))
    client = make_client(bloc, Role.INSPECTOR)

    text = text_of(client, "/nhat-ky/da-xem/")

    assert "mọi điều đang lưu về một người · <b>Lò Thị Mai</b>" in text
    assert "danh sách người của đơn vị · 600 người" in text
    assert "<b>Người Đọc</b> đã xem 601 lượt người, 2 lần" in text
    assert "601 lượt" not in text_of(make_client(make_unit(bloc)), "/nhat-ky/da-xem/")


def test_pages_that_show_names_note_the_look() -> None:
    base = make_unit(make_unit())
    make_person(base)
    client = make_client(base)

    text_of(client, "/to-chuc/")
    text_of(client, "/to-chuc/")

    look = Look.objects.get()
    assert (look.page, look.unit_path, look.people) == ("organisations:organisation", base.path, 2)


def test_checkpoint_page_shows_where_the_chain_stands_and_checks_what_is_typed(settings: Any, tmp_path: Any) -> None:
    settings.CHECKPOINT_FILE = tmp_path / "checkpoints.txt"
    bloc = make_unit()
    client = make_client(bloc)
    seal(AT)
    here = checkpoint()
    settings.CHECKPOINT_FILE.write_text(f"2021-03-01T02:00:00+00:00 {here.sequence} {here.chain_hex}\n")
    good, bad = here.code.lower().replace("-", " "), "0000-0000-0000-0000"

    assert here.code in text_of(client, "/nhat-ky/moc/")
    assert "<b>Khớp.</b>" in text_of(client, f"/nhat-ky/moc/?code={good}&sequence={here.sequence}")
    assert "<b>Khớp.</b>" in text_of(client, f"/nhat-ky/moc/?code={good}")
    assert "<b>Khớp.</b>" in text_of(client, f"/nhat-ky/moc/?code={here.sequence}:{good}")
    assert "<b>Không khớp.</b>" in text_of(client, f"/nhat-ky/moc/?code={bad}")
    assert "<b>Không khớp.</b>" in text_of(client, f"/nhat-ky/moc/?code={good}&sequence=1")
    assert "cần số thứ tự và 16 ký tự" in text_of(client, "/nhat-ky/moc/?code=abc")


def test_own_grants_do_not_open_the_log_of_people_beside() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    stranger = make_person(beside)
    officer = make_person(own)
    make_grant(officer, own, Role.OFFICER)

    assert sign_in(officer).get(f"/nhat-ky/?nguoi={stranger.public_id}").status_code == 200
    assert stranger.full_name not in text_of(sign_in_again(officer), f"/nhat-ky/?nguoi={stranger.public_id}")


def sign_in_again(person: Any) -> Client:
    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client
