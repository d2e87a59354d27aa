"""The doctor before a server it did not start; the embedded one of these tests stands in for it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db.utils import ConnectionHandler

from thongsuot.foundation.database import elsewhere
from thongsuot.foundation.database.connections import django_databases
from thongsuot.foundation.database.diagnosis import Finding
from thongsuot.foundation.database.elsewhere import findings_elsewhere
from thongsuot.foundation.database.embedded import EmbeddedServer
from thongsuot.foundation.database.layout import layout_of
from thongsuot.foundation.database.roles import APPLICATION, DOOR, FOLD, OWNER, kept_password

Look = Callable[..., list[Finding]]


def bad(found: list[Finding]) -> dict[str, str]:
    return {finding.code: finding.sentence for finding in found if not finding.ok}


@pytest.fixture
def look(server: EmbeddedServer, tmp_path: Path) -> Look:
    """Look through addresses of that server, all of them right except those given."""

    def address(role: str) -> str:
        password = kept_password(layout_of(server.home), role)
        return f"postgresql://{role}:{password}@/thongsuot?host={quote(str(server.sockets))}"

    def found(**given: str) -> list[Finding]:
        addresses = {
            "DATABASE_URL": address(APPLICATION),
            "THONGSUOT_OWNER_DATABASE_URL": address(OWNER),
            "THONGSUOT_FOLD_DATABASE_URL": address(FOLD),
            "THONGSUOT_DOOR_DATABASE_URL": address(DOOR),
        }
        return findings_elsewhere(tmp_path, ConnectionHandler(django_databases({**addresses, **given})))

    return found


def test_findings_elsewhere_when_all_is_well_but_the_tables_then_only_they_are_told(look: Look) -> None:
    found = look()

    assert bad(found) == {"tables": "Bảng dữ liệu chưa có hoặc cũ hơn chương trình. Hãy chạy: thongsuot migrate."}
    assert [finding.code for finding in found] == [
        *("folder_writable", "disk_space"),
        *("server_reachable",) * 4,
        *("server_version", "fsync", "full_page_writes", "synchronous_commit", "checksums"),
        *("role_rights",) * 4,
        "tables",
    ]
    assert all(finding.sentence.endswith(".") for finding in found)


def test_findings_elsewhere_when_one_account_is_not_let_in_then_its_variable_is_told_and_no_password(
    look: Look,
) -> None:
    found = look(THONGSUOT_DOOR_DATABASE_URL="postgresql://thongsuot_door:bimat@127.0.0.1:1/thongsuot")

    told = bad(found)["server_reachable"]
    assert "127.0.0.1 bằng tài khoản thongsuot_door. Hãy xem lại THONGSUOT_DOOR_DATABASE_URL: " in told
    assert "bimat" not in told
    assert [finding.ok for finding in found if finding.code == "server_reachable"] == [True, True, True, False]


def test_findings_elsewhere_when_the_application_is_not_let_in_then_the_rest_is_left_out(look: Look) -> None:
    found = look(DATABASE_URL="postgresql://thongsuot_app@127.0.0.1:1/thongsuot")

    assert {finding.code for finding in found} == {"folder_writable", "disk_space", "server_reachable"}


def test_findings_elsewhere_when_the_server_is_too_old_then_both_versions_are_told(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "OLDEST", 99)

    assert bad(look())["server_version"] == "Máy chủ chạy PostgreSQL 18. Cần PostgreSQL 99 hoặc mới hơn."


def test_findings_elsewhere_when_a_role_is_missing_then_it_is_told(look: Look, superuser: psycopg.Connection) -> None:
    superuser.execute(f"ALTER ROLE {FOLD} RENAME TO khac")
    try:
        found = bad(look())
    finally:
        superuser.execute(f"ALTER ROLE khac RENAME TO {FOLD}")

    assert "Chưa có vai trò thongsuot_fold" in found["role_rights"]
