"""Processes of the server: run as whom, alive or dead, really ours or not."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from thongsuot.foundation.core.early_words import early_gettext as _
from thongsuot.foundation.core.errors import Refusal


class RightsCannotBeDropped(Refusal):
    """PostgreSQL refuses to run as root and this process may not become anybody else."""


@dataclass(frozen=True)
class ServerAccount:
    """Who the server runs as. `switch` is true when this process is root and must become that account first."""

    uid: int
    gid: int
    switch: bool


def server_account(*owned: Path) -> ServerAccount:
    """Return who must run the server: ourselves, or as root the owner of the first given folder that is not root's.

    Failing that, the accounts `thongsuot` and `nobody`. Refuses when root finds neither.
    """
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid(), switch=False)
    for folder in owned:
        if folder.exists() and (uid := folder.stat().st_uid) != 0:
            return ServerAccount(uid, folder.stat().st_gid, switch=True)
    for name in ("thongsuot", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(entry.pw_uid, entry.pw_gid, switch=True)
    raise RightsCannotBeDropped(
        _(
            "PostgreSQL không chạy dưới quyền root mà máy này không có tài khoản thongsuot hoặc nobody. "
            "Hãy tạo tài khoản: useradd --system thongsuot."
        )
    )


def run_as(
    account: ServerAccount, arguments: Sequence[str | Path], **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's account, from the root folder, with a small environment and private new files."""
    switch = account.switch
    path = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    try:
        return subprocess.run(  # noqa: S603 - our own binaries, no shell reads the arguments
            [str(argument) for argument in arguments],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            umask=0o077,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            env={"PATH": path, "LC_ALL": "C", "TZ": "UTC", **environment},
            user=account.uid if switch else None,
            group=account.gid if switch else None,
            extra_groups=[] if switch else None,
        )
    except PermissionError as error:
        if Path(arguments[0]).name == "sh":
            raise RightsCannotBeDropped(
                _("Không chuyển được sang tài khoản có số hiệu %(uid)s để chạy PostgreSQL: %(why)s.")
                % {"uid": account.uid, "why": error}
            )
        raise


def reaches(account: ServerAccount, folder: Path) -> bool:
    """Say whether the server's account may enter the folder, or the nearest one above it that exists."""
    while not folder.exists():
        folder = folder.parent
    return run_as(account, ["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0


def lives(pid: int) -> bool:
    """Say whether a process runs: a zombie exists, but does not."""
    try:
        return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def works_in(pid: int, data: Path) -> bool:
    """Say whether the pid is a living PostgreSQL on this data folder: not a zombie, not a pid used again.

    Nor one whose folder was deleted and made anew: such a server lives on for up to a minute.
    """
    try:
        process = psutil.Process(pid)
        return lives(pid) and "postgres" in process.name() and _stands_in(process, data)
    except psutil.NoSuchProcess:
        return False
    except (psutil.AccessDenied, PermissionError):
        return bool(psutil.pid_exists(pid))  # somebody else's: better to believe it than to start a second server


def _stands_in(process: psutil.Process, data: Path) -> bool:
    if Path(process.cwd()) != data:
        return False
    try:  # the name alone is also that of a deleted folder
        return data.samefile(f"/proc/{process.pid}/cwd")
    except FileNotFoundError:
        return data.exists() and not Path("/proc/self").exists()


def may_signal(pid: int) -> bool:
    """Say whether we may end this process."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return False
    return True


def recorded_pid(pid_file: Path) -> int | None:
    """Return the pid on the first line of a lock file of PostgreSQL; None when there is no such file or line."""
    try:
        first = pid_file.read_text(errors="replace").split("\n", 1)[0].strip()
    except FileNotFoundError:
        return None
    return abs(int(first)) if first.lstrip("-").isdigit() else None


def orphans_of(data: Path) -> list[int]:
    """Return living server processes that work in this data folder, for instance after their postmaster was killed."""
    found = []
    for process in psutil.process_iter(["name"]):
        name = process.info["name"] or ""
        if "postgres" in name and works_in(process.pid, data):
            found.append(process.pid)
    return found
