import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.database import layout as layout_module
from thongsuot.foundation.database.embedded import start, stop
from thongsuot.foundation.database.layout import DatabaseWasLeftBehind, Layout, layout_of
from thongsuot.foundation.database.processes import ServerAccount

NAMES = st.lists(st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1), max_size=6)


@given(names=NAMES)
def test_sockets_when_the_path_is_anything_then_its_address_fits_and_clients_can_read_it(names):
    place = Path("/", *names)

    layout = Layout(place, place, ServerAccount(1000, 1000, switch=False))

    assert len(os.fsencode(layout.socket)) < layout.socket_length <= 103
    assert not set(str(layout.socket)) & set(',"')


@given(one=NAMES, other=NAMES)
def test_sockets_when_two_servers_differ_then_so_do_their_folders(one, other):
    account = ServerAccount(1000, 1000, switch=False)
    places = [Path("/", *one), Path("/", *other)]

    sockets = {Layout(place, place, account).sockets for place in places}

    assert len(sockets) == len(set(places))


def test_layout_of_when_the_folder_is_named_through_a_link_then_it_is_the_same(folder):
    (folder / "thật").mkdir()
    (folder / "tắt").symlink_to(folder / "thật")

    assert layout_of(folder / "tắt") == layout_of(folder / "thật")
    assert layout_of(folder / "thật").place == folder / "thật" / "postgres"


def test_start_when_root_keeps_the_folder_private_then_the_database_lies_elsewhere_and_says_so(
    folder, monkeypatch, capsys
):
    if os.geteuid() != 0:
        pytest.skip("Only root needs another account to run the server.")
    monkeypatch.setattr(layout_module, "_ELSEWHERE", folder / "elsewhere")
    private = folder / "private"
    private.mkdir(mode=0o700)
    home = private / "h"

    server = start(home)

    assert server.data.parents[1] == folder / "elsewhere"
    assert capsys.readouterr().err.count("được đặt ở") == 1
    assert private.stat().st_mode & 0o777 == 0o700
    private.chmod(0o755)
    assert start(home).pid == server.pid  # the way being open now, it still finds the same database
    home.rename(private / "moved")
    with pytest.raises(DatabaseWasLeftBehind, match=str(folder / "elsewhere")):
        start(private / "moved")
    (private / "moved").rename(home)
    stop(home)
    shutil.rmtree(private)
    shutil.rmtree(folder / "elsewhere")
