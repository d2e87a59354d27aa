"""Letters about accounts. They reveal neither membership nor a name, nor a unit (design law 12): whoever reads over one's shoulder
learns that somebody has a login somewhere, no more. In the language of the account."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.foundation.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says."""

    subject: str
    text: str


def letter_with_link(account: Account, code: str) -> Letter:
    """Return the letter with a link that lets in once, within fifteen minutes."""
    with override(account.language or settings.LANGUAGE_CODE):
        text = _(
            "Có người, có thể là Anh/Chị, vừa đề nghị liên kết đăng nhập. Mở địa chỉ sau và bấm nút trên trang, trong 15 phút, một lần:"
        )
        ignored = _("Nếu không phải Anh/Chị đề nghị: bỏ qua thư này, không ai vào được.")
        return Letter(
            _("Liên kết đăng nhập"), _letter(text, f"{settings.PUBLIC_ADDRESS}/dang-nhap/lien-ket/{code}/", ignored)
        )


def letter_of_invitation(account: Account, code: str, until: datetime) -> Letter:
    """Return the letter that invites somebody to use the account opened for them."""
    with override(account.language or settings.LANGUAGE_CODE):
        text = _("Một tài khoản đã được mở cho Anh/Chị. Mở địa chỉ sau để vào lần đầu, trước %(day)s, một lần:") % {
            "day": _moment(until)
        }
        ignored = _("Nếu không rõ vì sao nhận thư này: bỏ qua, hoặc hỏi người phụ trách ở cơ quan của Anh/Chị.")
        return Letter(
            _("Lời mời dùng tài khoản"), _letter(text, f"{settings.PUBLIC_ADDRESS}/dang-nhap/lan-dau/{code}/", ignored)
        )


def letter_of_new_device(account: Account, at: datetime) -> Letter:
    """Return the letter that says that somebody came in from a device not seen before."""
    with override(account.language or settings.LANGUAGE_CODE):
        text = _("Tài khoản của Anh/Chị vừa được đăng nhập từ một thiết bị chưa dùng trước đây, lúc %(moment)s.") % {
            "moment": _moment(at)
        }
        return Letter(_("Đăng nhập từ thiết bị mới"), _letter(text, _safety_address(), _if_not_you()))


def letter_of_change(account: Account, at: datetime) -> Letter:
    """Return the letter that says that the way into an account was changed: password, second step, recovery codes."""
    with override(account.language or settings.LANGUAGE_CODE):
        text = _("Cách đăng nhập tài khoản của Anh/Chị vừa được thay đổi, lúc %(moment)s. Xem tại:") % {
            "moment": _moment(at)
        }
        return Letter(_("Cách đăng nhập đã thay đổi"), _letter(text, _safety_address(), _if_not_you()))


def _letter(text: str, address: str, last: str) -> str:
    return f"{text}\n\n{address}\n\n{last}\n"


def _safety_address() -> str:
    return f"{settings.PUBLIC_ADDRESS}/tai-khoan/bao-mat/"


def _if_not_you() -> str:
    return _("Nếu không phải Anh/Chị: báo ngay người phụ trách ở cơ quan, và kết thúc các phiên khác ở địa chỉ trên.")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
