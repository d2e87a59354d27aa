"""The library: who sees it, what is refused beside what was typed, how a file is sent."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_unit
from tests.builders.plans import make_campaign, make_directive
from tests.builders.visitors import make_visitor
from thongsuot.domain.directives.models import Directive
from thongsuot.foundation.access.permissions import Role

pytestmark = pytest.mark.django_db
TYPED = {
    "issuer": "Bộ Chính trị",
    "kind": "DIRECTIVE",
    "number": "01-CT/TW",
    "issued_on": "2021-03-09",
    "title": "Về học tập Nghị quyết",
}


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    """Keep uploads in a folder of the test's own."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def _pdf(name: str = "van-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 noi dung", content_type="text/html")


def test_directive_list_finds_a_number_in_any_spelling() -> None:
    bloc = make_unit()
    make_directive(bloc, number="01-CT/TW", title="Chỉ thị cần tìm")
    make_directive(bloc, number="15-KH/TU", title="Kế hoạch khác")

    text = make_visitor(bloc).get("/van-ban/?q=số 1 - ct/tw").content.decode()

    assert "Chỉ thị cần tìm" in text
    assert "Kế hoạch khác" not in text


def test_directive_list_asks_the_same_number_of_questions_for_one_document_and_for_six() -> None:
    one, six = make_unit(), make_unit()
    make_campaign(one, slug="mot", directives=[make_directive(one)])
    make_campaign(six, slug="sau", directives=[make_directive(six, number=f"{n}-NQ/ĐH") for n in range(6)])
    costs = []
    for unit in (one, six):
        client = make_visitor(unit)
        client.get("/van-ban/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/van-ban/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_new_directive_is_kept_with_its_file_which_is_sent_as_an_attachment() -> None:
    bloc = make_unit()
    client = make_visitor(bloc)

    answer = client.post("/van-ban/moi/", {**TYPED, "file": _pdf()})

    kept = Directive.objects.get()
    assert answer.headers["Location"] == f"/van-ban/{kept.public_id}/"
    sent = client.get(f"/van-ban/{kept.public_id}/tep/")
    assert b"".join(sent) == b"%PDF-1.7 noi dung"
    assert {name: sent.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="van-ban.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_new_directive_that_is_there_already_leads_to_it_and_loses_nothing() -> None:
    bloc = make_unit()
    client = make_visitor(bloc)
    client.post("/van-ban/moi/", TYPED)
    there = Directive.objects.get()

    text = client.post("/van-ban/moi/", {**TYPED, "number": "Số 1-CT/TW", "title": "Gõ lần hai"}).content.decode()

    assert "Văn bản này đã có: Chỉ thị 01-CT/TW ngày 9/3/2021" in text
    assert f'href="/van-ban/{there.public_id}/"' in text
    assert "Gõ lần hai" in text
    assert Directive.objects.count() == 1


def test_new_directive_marked_secret_leaves_nothing_behind(store: Path) -> None:
    text = make_visitor(make_unit()).post("/van-ban/moi/", {**TYPED, "file": _pdf("KH (Mật).pdf")}).content.decode()

    assert "Văn bản mang độ mật không được đưa vào hệ thống này" in text
    assert not Directive.objects.exists()
    assert [p for p in store.rglob("*") if p.is_file()] == []


def test_secret_upload_leaves_the_same_content_of_another_document_alone() -> None:
    client = make_visitor(make_unit())
    client.post("/van-ban/moi/", {**TYPED, "file": _pdf()})

    client.post("/van-ban/moi/", {**TYPED, "number": "02-CT/TW", "file": _pdf("KH (Mật).pdf")})

    sent = client.get(f"/van-ban/{Directive.objects.get().public_id}/tep/")
    assert b"".join(sent) == b"%PDF-1.7 noi dung"


def test_new_directive_is_refused_to_whoever_may_not_register() -> None:
    bloc = make_unit()
    client = make_visitor(bloc, Role.SECRETARY)

    assert client.get("/van-ban/moi/").status_code == 403
    assert client.post("/van-ban/moi/", TYPED).status_code == 403
    assert "Đăng ký văn bản" not in client.get("/van-ban/").content.decode()


def test_directive_of_a_unit_beside_is_not_found_nor_its_file() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    make_visitor(beside).post("/van-ban/moi/", {**TYPED, "file": _pdf()})
    foreign = Directive.objects.get()
    client = make_visitor(own)

    statuses = [client.get(f"/van-ban/{foreign.public_id}/{page}").status_code for page in ("", "tep/")]

    assert statuses == [404, 404]
    assert client.get("/van-ban/khongcodau/").status_code == 404


def test_directive_shows_campaigns_and_what_carries_it_out() -> None:
    bloc = make_unit()
    directive = make_directive(bloc)
    make_campaign(bloc, slug="nq13", directives=[directive])
    client = make_visitor(bloc)
    client.post("/van-ban/moi/", {**TYPED, "carries_out": directive.public_id})

    text = client.get(f"/van-ban/{directive.public_id}/").content.decode()

    assert "/dot/nq13/" in text
    assert "Chỉ thị 01-CT/TW" in text
