"""Lines of the pages of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.accounts.actions import Invited
from thongsuot.foundation.accounts.codes import spelled
from thongsuot.foundation.accounts.invitations import TO_INVITE, TO_WRITE_AGAIN, WITHOUT_ACCOUNT, Holder, Standing
from thongsuot.foundation.privacy.queries.subjects import names_of_units
from thongsuot.interfaces.web.site.pictures.qr import QrPicture, qr_picture


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A piece of work somebody holds, and where."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A person with what their account has come to. `kind`: of the tag; `may_invite`: whether there is somebody to invite."""

    holder: Holder
    state: str
    kind: str
    about: str
    may_invite: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of paper with which somebody comes in once."""

    name: str
    unit: str
    login: str
    code: str
    qr: QrPicture


@dataclass(frozen=True, slots=True)
class FilterChip:
    """One way to narrow a list."""

    code: str
    label: str
    is_open: bool


def filter_chips(which: str) -> list[FilterChip]:
    """Return the ways to narrow the list of people, and which is open."""
    chips = {"": _("Tất cả"), WITHOUT_ACCOUNT: _("Chưa có tài khoản"), TO_WRITE_AGAIN: _("Cần mời lại")}
    return [FilterChip(code, label, code == which) for code, label in chips.items()]


def grant_lines(viewer: Viewer) -> list[GrantLine]:
    """Return which work a viewer holds where. One statement, none without work."""
    names = names_of_units(grant.unit_path for grant in viewer.grants) if viewer.grants else {}
    return [GrantLine(str(Role(grant.role).label), names.get(grant.unit_path, "")) for grant in viewer.grants]


def holder_lines(holders: Iterable[Holder]) -> list[HolderLine]:
    """Return people with the words for their standing."""
    return [_holder_line(holder) for holder in holders]


def slips(invited: Iterable[Invited]) -> list[Slip]:
    """Return what is printed for whoever gets a code on paper."""
    return [_slip(one) for one in invited]


def _slip(one: Invited) -> Slip:
    person = one.account.person
    code = spelled(one.code_on_paper)
    picture = qr_picture(f"{settings.PUBLIC_ADDRESS}/dang-nhap/lan-dau/{code}/")
    return Slip(
        person.full_name if person else "", person.home.name if person else "", one.account.login, code, picture
    )


def _holder_line(holder: Holder) -> HolderLine:
    words, kind = _words(holder.standing)
    return HolderLine(holder, words, kind, _about(holder), holder.standing in TO_INVITE)


def _words(standing: Standing) -> tuple[str, str]:
    return {
        Standing.NONE: (_("chưa có"), ""),
        Standing.ON_ITS_WAY: (_("đang gửi lời mời"), "todo"),
        Standing.INVITED: (_("đã mời"), "todo"),
        Standing.ON_PAPER: (_("đã in phiếu"), "todo"),
        Standing.FAILED: (_("không gửi được"), "err"),
        Standing.UNKNOWN: (_("chưa rõ đã đến chưa"), "warn"),
        Standing.EXPIRED: (_("lời mời hết hạn"), "warn"),
        Standing.IN_USE: (_("đang dùng"), "ok"),
        Standing.CLOSED: (_("đã đóng"), "warn"),
    }[standing]


def _about(holder: Holder) -> str:
    if holder.standing in (Standing.INVITED, Standing.ON_PAPER) and holder.ends_at:
        return _("hạn %(day)s") % {"day": date_format(localtime(holder.ends_at), "DATE_FORMAT")}
    if holder.standing == Standing.IN_USE and holder.account and holder.account.last_login:
        return _("vào gần nhất %(day)s") % {"day": date_format(localtime(holder.account.last_login), "DATE_FORMAT")}
    return "" if holder.has_address else _("không có e-mail")
