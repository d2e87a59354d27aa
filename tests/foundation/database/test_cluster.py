import os

import pytest

from thongsuot.foundation.database.cluster import (
    DataFolderCouldNotBeMade,
    DataFolderOfOtherVersion,
    DataFolderUnreachable,
    SocketFolderTaken,
    check_version,
    initialise,
    make_folders,
    write_configuration,
)
from thongsuot.foundation.database.embedded import start
from thongsuot.foundation.database.folders import DiskIsFull


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("could not write: No space left on device", DiskIsFull), ("cannot be run here", DataFolderCouldNotBeMade)],
)
def test_initialise_when_it_fails_then_it_is_refused_and_nothing_is_left(layout, stand_in, words, refusal):
    binaries = stand_in("initdb", f"echo 'initdb: error: {words}' >&2; exit 1")

    with pytest.raises(refusal, match=r"đã đầy|cannot be run here"):
        initialise(layout, binaries)

    assert sorted(path.name for path in layout.place.iterdir()) == ["initdb", "log", "run"]
    assert list(layout.log.parent.iterdir()) == []


def test_initialise_when_an_earlier_try_died_halfway_then_its_remains_are_cleared(layout, stand_in):
    (layout.place / "data.new" / "rác").mkdir(parents=True)

    initialise(layout, stand_in("initdb", 'echo 18 >"$2/PG_VERSION"'))

    assert [path.name for path in layout.data.iterdir()] == ["PG_VERSION"]
    assert layout.data.stat().st_uid == layout.account.uid
    assert layout.data.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("version", "words"), [("17", "cũ hơn"), ("19", "mới hơn"), ("9.6", "9.6"), ("", "PostgreSQL  tạo")]
)
def test_check_version_when_data_is_of_another_version_then_it_is_refused(layout, version, words):
    layout.data.mkdir()
    (layout.data / "PG_VERSION").write_text(f"{version}\n")

    with pytest.raises(DataFolderOfOtherVersion, match=words):
        check_version(layout)


def test_make_folders_when_the_sockets_folder_is_open_to_others_then_it_is_refused(layout):
    layout.sockets.chmod(0o777)

    with pytest.raises(SocketFolderTaken, match=str(layout.sockets)):
        make_folders(layout)


def test_make_folders_when_the_sockets_folder_is_a_link_then_it_is_refused(layout, folder):
    layout.sockets.rename(folder / "h" / "run")
    layout.sockets.symlink_to(folder / "h" / "run")

    with pytest.raises(SocketFolderTaken):
        make_folders(layout)


def test_make_folders_when_the_way_was_closed_after_the_first_start_then_it_is_refused_and_stays_closed(layout):
    if os.geteuid() != 0:
        pytest.skip("Only root runs the server as another account.")
    layout.home.chmod(0o700)

    with pytest.raises(DataFolderUnreachable, match="chmod o"):
        make_folders(layout)

    assert layout.home.stat().st_mode & 0o777 == 0o700


def test_write_configuration_when_written_again_then_own_settings_stay_and_a_large_log_is_set_aside(layout):
    write_configuration(layout, layout.sockets)
    local = layout.place / "local.conf"
    local.write_text("work_mem = 8MB\n")
    with layout.log.open("wb") as log:
        log.truncate(17 * 1024 * 1024)

    write_configuration(layout, layout.sockets)

    assert local.read_text() == "work_mem = 8MB\n"
    assert sorted(path.name for path in layout.log.parent.iterdir()) == ["postgresql.log.1"]
    assert "listen_addresses = ''" in layout.configuration.read_text()


def test_start_when_data_is_of_a_newer_version_then_it_is_refused_and_untouched(folder):
    home = folder / "h"
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("19\n")

    with pytest.raises(DataFolderOfOtherVersion) as refused:
        start(home)

    assert "do PostgreSQL 19 tạo ra, mới hơn PostgreSQL 18" in str(refused.value)
    assert refused.value.code == "data_folder_of_other_version"
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]
