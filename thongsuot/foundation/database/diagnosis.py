"""What the doctor finds about the database: each finding one sentence, good or bad."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import decimal_text
from thongsuot.foundation.database.binaries import binaries_here
from thongsuot.foundation.database.cluster import check_version
from thongsuot.foundation.database.launching import Answer, answer_of, superuser_connection
from thongsuot.foundation.database.layout import LONGEST_SOCKET, Layout, layout_of
from thongsuot.foundation.database.processes import reaches
from thongsuot.foundation.database.roles import DATABASE, OWNER, ROLES
from thongsuot.foundation.database.tables import TablesAre, state_of_tables

_ENOUGH_FREE_BYTES = 1024**3
# What keeps an acknowledged row through a power cut. Any other value of these breaks the promise.
_DURABLE = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_apply")}
_RIGHTS = ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "CREATE ON SCHEMA public")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `sentence` says what was seen and, when not `ok`, what to do."""

    ok: bool
    code: str
    sentence: str


def findings(home: Path) -> list[Finding]:
    """Look at the embedded server of this data folder, changing nothing. The shape is a list in a fixed order.

    What needs the server to answer is left out when it does not; the finding `server_reachable` then says so.
    """
    try:
        layout = layout_of(home)
    except Refusal as refusal:
        return [Finding(False, refusal.code, str(refusal))]
    reached = _reached(layout)
    found = [folder_finding(home), space_finding(home), _binaries(), _data(layout), _socket(layout), reached]
    if reached.ok and layout.is_initialised:
        with superuser_connection(layout, DATABASE) as connection, connection.cursor() as cursor:
            found += findings_of_server(cursor)
    return found


def findings_of_server(cursor: Any) -> list[Finding]:
    """Look at a running server, embedded or not, through an open cursor: durability, checksums, roles, tables."""
    return [*_durability(cursor), _checksums(cursor), *_rights(cursor), _tables(cursor)]


def folder_finding(home: Path) -> Finding:
    """Look whether the data folder can be written or made."""
    if os.access(home, os.W_OK | os.X_OK):
        return Finding(True, "folder_writable", _("Thư mục dữ liệu %s ghi được.") % home)
    if not home.exists() and os.access(_nearest(home), os.W_OK | os.X_OK):
        return Finding(True, "folder_writable", _("Thư mục dữ liệu %s sẽ được tạo khi khởi động lần đầu.") % home)
    sentence = _("Thư mục dữ liệu %s không có hoặc không ghi được. Hãy tạo thư mục và cấp quyền ghi.")
    return Finding(False, "folder_writable", sentence % home)


def space_finding(home: Path) -> Finding:
    """Look how much the disk of the data folder still holds."""
    free = shutil.disk_usage(_nearest(home)).free
    told = {"home": home, "free": decimal_text(Decimal(f"{free / 1024**3:.1f}"))}
    if free >= _ENOUGH_FREE_BYTES:
        return Finding(True, "disk_space", _("Ổ đĩa của %(home)s còn %(free)s GB.") % told)
    sentence = _("Ổ đĩa của %(home)s chỉ còn %(free)s GB, cần ít nhất 1 GB. Hãy giải phóng dung lượng.")
    return Finding(False, "disk_space", sentence % told)


def _nearest(home: Path) -> Path:
    return next(folder for folder in (home, *home.absolute().parents) if folder.exists())


def _binaries() -> Finding:
    try:
        binaries = binaries_here()
    except Refusal as refusal:
        return Finding(False, "binaries", str(refusal))
    return Finding(True, "binaries", _("PostgreSQL %s đi kèm chương trình chạy được.") % binaries.version)


def _data(layout: Layout) -> Finding:
    if not layout.is_initialised:
        return Finding(True, "data_version", _("Chưa có dữ liệu: cơ sở dữ liệu sẽ được tạo khi khởi động lần đầu."))
    try:
        check_version(layout)
    except Refusal as refusal:
        return Finding(False, "data_version", str(refusal))
    except PermissionError:
        return Finding(False, "data_version", _("Tài khoản đang chạy không đọc được %s.") % layout.data)
    if not reaches(layout.account, layout.place):
        sentence = _("Tài khoản chạy PostgreSQL không vào được %s. Hãy cấp quyền đi qua cho các thư mục phía trên.")
        return Finding(False, "data_version", sentence % layout.place)
    return Finding(True, "data_version", _("Dữ liệu ở %s đúng phiên bản.") % layout.data)


def _socket(layout: Layout) -> Finding:
    length = layout.socket_length
    told = {"path": layout.socket, "length": length, "limit": LONGEST_SOCKET}
    if length <= LONGEST_SOCKET:
        return Finding(True, "socket_path", _("Ổ cắm của máy chủ: %(path)s (%(length)s byte).") % told)
    sentence = _("Đường dẫn ổ cắm %(path)s dài %(length)s byte, quá giới hạn %(limit)s. Hãy đặt dữ liệu ở nơi khác.")
    return Finding(False, "socket_path", sentence % told)


def _reached(layout: Layout) -> Finding:
    code = "server_reachable"
    if not layout.is_initialised:
        return Finding(True, code, _("PostgreSQL sẽ được dựng và khởi động cùng lệnh đầu tiên."))
    try:
        answer = answer_of(layout)
    except Refusal as refusal:
        return Finding(False, code, str(refusal))
    return {
        Answer.READY: Finding(True, code, _("PostgreSQL đang chạy và trả lời.")),
        Answer.NOT_NOW: Finding(
            False, code, _("PostgreSQL đang khởi động hoặc phục hồi. Hãy chờ ít phút rồi xem lại.")
        ),
        Answer.NONE: Finding(False, code, _("PostgreSQL không chạy. Hãy khởi động bằng thongsuot serve.")),
    }[answer]


def _durability(cursor: Any) -> Iterator[Finding]:
    for name, good in _DURABLE.items():
        cursor.execute("SELECT current_setting(%s)", [name])
        value = cursor.fetchone()[0]
        told = {"name": name, "value": value, "good": good[0]}
        if value in good:
            yield Finding(True, name, _("%(name)s = %(value)s: dữ liệu đã ghi nhận còn nguyên khi mất điện.") % told)
        else:
            sentence = _("%(name)s = %(value)s: mất điện có thể mất dữ liệu đã ghi nhận. Hãy đặt lại là %(good)s.")
            yield Finding(False, name, sentence % told)


def _checksums(cursor: Any) -> Finding:
    cursor.execute("SELECT current_setting('data_checksums')")
    if cursor.fetchone()[0] == "on":
        return Finding(True, "checksums", _("Mã kiểm tra của các trang dữ liệu đang bật."))
    sentence = _(
        "Mã kiểm tra của các trang dữ liệu đang tắt: hỏng đĩa sẽ không được phát hiện. Hãy bật bằng pg_checksums."
    )
    return Finding(False, "checksums", sentence)


def _rights(cursor: Any) -> Iterator[Finding]:
    cursor.execute(
        """
        SELECT rolname, rolsuper, rolbypassrls, rolcreaterole,
               has_schema_privilege(rolname, 'public', 'CREATE')
        FROM pg_roles WHERE rolname = ANY(%s)
        """,
        [list(ROLES)],
    )
    held = {row[0]: row[1:] for row in cursor.fetchall()}
    for role in ROLES:
        if role not in held:
            yield Finding(False, "role_rights", _("Chưa có vai trò %s trên máy chủ PostgreSQL.") % role)
            continue
        allowed = (False, False, False, role == OWNER)
        named = zip(_RIGHTS, held[role], allowed, strict=True)
        excess = [right for right, has, may in named if has and not may]
        told = {"role": role, "rights": ", ".join(excess)}
        if excess:
            sentence = _("Vai trò %(role)s có quyền thừa: %(rights)s. Hãy thu hồi để bức tường thứ hai còn đứng.")
            yield Finding(False, "role_rights", sentence % told)
        else:
            yield Finding(True, "role_rights", _("Vai trò %(role)s chỉ có những quyền cần thiết.") % told)


def _tables(cursor: Any) -> Finding:
    code = "tables"
    return {
        TablesAre.OF_THIS_VERSION: Finding(True, code, _("Bảng dữ liệu đúng phiên bản của chương trình.")),
        TablesAre.OLDER: Finding(
            False, code, _("Bảng dữ liệu chưa có hoặc cũ hơn chương trình. Hãy chạy: thongsuot migrate.")
        ),
        TablesAre.NEWER: Finding(False, code, _("Bảng dữ liệu mới hơn chương trình. Hãy cài bản Thông Suốt mới hơn.")),
    }[state_of_tables(cursor)]
