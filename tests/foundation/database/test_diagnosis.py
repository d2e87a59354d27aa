from types import SimpleNamespace

import pytest

from thongsuot.foundation.database import diagnosis
from thongsuot.foundation.database.diagnosis import Finding, findings, findings_of_server


def bad(found: list[Finding]) -> dict[str, str]:
    return {finding.code: finding.sentence for finding in found if not finding.ok}


def test_findings_when_all_is_well_then_every_look_is_good_and_named(server):
    found = findings(server.home)

    assert bad(found).keys() == {"tables"}  # this server never had any
    assert [finding.code for finding in found] == [
        *("folder_writable", "disk_space", "binaries", "data_version", "socket_path"),
        *("server_reachable", "fsync", "full_page_writes", "synchronous_commit", "checksums"),
        *("role_rights",) * 4,
        "tables",
    ]
    assert all(finding.sentence.endswith(".") for finding in found)


def test_findings_when_nothing_was_ever_started_then_it_says_so_makes_nothing_and_finds_no_fault(folder):
    found = findings(folder / "h")

    told = {finding.code: finding.sentence for finding in found}
    assert set(bad(found)) <= {"disk_space"}
    assert "sẽ được tạo khi khởi động lần đầu" in told["folder_writable"]
    assert "cùng lệnh đầu tiên" in told["server_reachable"]
    assert list(folder.iterdir()) == []


def test_findings_when_the_folder_can_never_be_made_then_it_is_told(folder):
    (folder / "file").write_text("")

    assert "folder_writable" in bad(findings(folder / "file" / "h"))


def test_findings_when_disk_is_nearly_full_then_the_space_left_is_told(server, monkeypatch):
    monkeypatch.setattr(diagnosis.shutil, "disk_usage", lambda path: SimpleNamespace(free=900 * 1024**2))

    assert "chỉ còn 0,9 GB" in bad(findings(server.home))["disk_space"]


def test_findings_when_data_is_newer_than_the_binaries_then_both_versions_are_told(folder):
    data = folder / "h" / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("19\n")

    assert "PostgreSQL 19 tạo ra, mới hơn PostgreSQL 18" in bad(findings(folder / "h"))["data_version"]


def test_findings_when_the_home_was_moved_away_from_its_database_then_only_that_is_told(folder, server):
    home = folder / "h"
    home.mkdir()
    (home / "postgres.elsewhere").write_text(f"{server.data.parent}\n")

    found = findings(home)
    (home / "postgres.elsewhere").unlink()

    assert [(finding.ok, finding.code) for finding in found] == [(False, "database_was_left_behind")]


def test_findings_of_server_when_a_commit_does_not_wait_for_the_disk_then_it_is_bad(superuser):
    superuser.execute("SET synchronous_commit = off")

    found = bad(findings_of_server(superuser.cursor()))

    assert list(found) == ["synchronous_commit", "tables"]
    assert "Hãy đặt lại là on" in found["synchronous_commit"]


@pytest.mark.parametrize(
    ("change", "undo", "words"),
    [
        ("ALTER ROLE thongsuot_app BYPASSRLS", "ALTER ROLE thongsuot_app NOBYPASSRLS", "thongsuot_app có quyền thừa: BYPASSRLS"),
        ("ALTER ROLE thongsuot_door SUPERUSER", "ALTER ROLE thongsuot_door NOSUPERUSER", "thongsuot_door"),
        (
            "GRANT CREATE ON SCHEMA public TO thongsuot_fold",
            "REVOKE CREATE ON SCHEMA public FROM thongsuot_fold",
            "CREATE ON SCHEMA public",
        ),
        ("ALTER ROLE thongsuot_fold RENAME TO khac", "ALTER ROLE khac RENAME TO thongsuot_fold", "Chưa có vai trò thongsuot_fold"),
    ],
)  # fmt: skip
def test_findings_of_server_when_a_role_has_more_or_less_than_it_should_then_it_is_bad(superuser, change, undo, words):
    superuser.execute(change)
    try:
        found = bad(findings_of_server(superuser.cursor()))
    finally:
        superuser.execute(undo)

    assert words in found["role_rights"]
