import pytest

from thongsuot.foundation.database.connections import (
    DatabaseAddressUnreadable,
    MainDatabaseAddressMissing,
    django_databases,
)

ADDRESS = "postgresql://app:b%C3%AD%20m%E1%BA%ADt@may-chu:6432/chien_dich?sslmode=verify-full"


def test_django_databases_when_server_is_embedded_then_each_alias_is_its_role(connection_of):
    said = {}
    for alias in ("default", "owner", "fold", "door"):
        with connection_of(alias).cursor() as cursor:
            cursor.execute("SELECT current_user, current_database(), current_setting('statement_timeout')")
            said[alias] = cursor.fetchone()

    assert said == {
        "default": ("thongsuot_app", "thongsuot", "30s"),
        "owner": ("thongsuot_owner", "thongsuot", "0"),
        "fold": ("thongsuot_fold", "thongsuot", "30s"),
        "door": ("thongsuot_door", "thongsuot", "30s"),
    }


def test_django_databases_when_connected_then_no_session_waits_without_limit(connection_of):
    with connection_of("owner").cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),"
            " current_setting('TimeZone')"
        )
        assert cursor.fetchone() == ("5s", "1min", "UTC")


def test_django_databases_when_server_was_never_started_then_settings_can_be_read_all_the_same(folder):
    databases = django_databases({"THONGSUOT_HOME": str(folder / "h")})

    assert [databases[alias]["PASSWORD"] for alias in databases] == [""] * 4
    assert databases["default"]["HOST"] == str(folder / "h" / "postgres" / "run")
    assert list(folder.iterdir()) == []


def test_django_databases_when_tests_run_then_default_is_the_owner_and_the_others_mirror_it(server):
    databases = django_databases({"THONGSUOT_HOME": str(server.home), "THONGSUOT_TEST": "1"})

    assert {alias: entry["USER"] for alias, entry in databases.items()} == {
        "default": "thongsuot_owner",
        "owner": "thongsuot_owner",
        "fold": "thongsuot_fold",
        "door": "thongsuot_door",
    }
    assert databases["default"]["PASSWORD"] == databases["owner"]["PASSWORD"] != ""
    assert [entry["TEST"] for entry in databases.values()] == [{}] + [{"MIRROR": "default"}] * 3


def test_django_databases_when_an_address_is_given_then_every_part_of_it_is_used():
    databases = django_databases({"DATABASE_URL": ADDRESS, "THONGSUOT_DOOR_DATABASE_URL": "postgresql://door@x/y"})

    default = databases["default"]
    assert (default["HOST"], default["PORT"], default["NAME"]) == ("may-chu", "6432", "chien_dich")
    assert (default["USER"], default["PASSWORD"]) == ("app", "bí mật")
    assert default["OPTIONS"]["sslmode"] == "verify-full"
    assert default["CONN_HEALTH_CHECKS"] is True
    assert databases["fold"]["USER"] == "app"
    assert (databases["door"]["USER"], databases["door"]["HOST"]) == ("door", "x")


def test_django_databases_when_address_has_options_of_its_own_then_they_win_over_ours():
    databases = django_databases({"DATABASE_URL": "postgresql:///d?options=-c%20lock_timeout%3D1s"})

    assert databases["owner"]["OPTIONS"]["options"].endswith("-c timezone=UTC -c lock_timeout=1s")


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://u:bi-mat@h", "x"])
def test_django_databases_when_address_cannot_be_read_then_it_is_refused_without_telling_the_password(address):
    with pytest.raises(DatabaseAddressUnreadable, match="DATABASE_URL") as refusal:
        django_databases({"DATABASE_URL": address})

    assert "bi-mat" not in str(refusal.value)


def test_django_databases_when_only_one_roles_address_is_given_then_it_is_refused():
    with pytest.raises(MainDatabaseAddressMissing, match="THONGSUOT_FOLD_DATABASE_URL"):
        django_databases({"THONGSUOT_FOLD_DATABASE_URL": ADDRESS})
