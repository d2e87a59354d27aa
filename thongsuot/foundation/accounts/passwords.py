"""What makes a password weak here: words that everybody of the house would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.core.text import folded

# Folded: without marks, as people type them into a password.
_TRIED_FIRST = (
    "thongsuot",
    "dangvien",
    "dangbo",
    "dang",
    "chibo",
    "nghiquyet",
    "daihoi",
    "matkhau",
    "password",
    "bithu",
    "vietnam",
    "admin",
)
_FEWEST_LETTERS_LEFT = 5


class WithoutWordsOfTheHouse:
    """Refuse a password that is made of words of the trade, of one's own login and name, and of digits."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError when little is left once those words are taken out."""
        left = re.sub(r"[^a-z]", "", folded(password))
        for word in sorted((*_TRIED_FIRST, *_words_of(user)), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < _FEWEST_LETTERS_LEFT:
            raise ValidationError(
                _("Mật khẩu này ghép từ những chữ ai cũng thử trước. Thêm vài từ không liên quan."),
                code="password_guessed",
            )

    def get_help_text(self) -> str:
        """Say the rule before anything is typed."""
        return _("Không chỉ gồm tên mình, tên đăng nhập và những từ của ngành.")


def _words_of(user: Account | None) -> list[str]:
    if user is None:
        return []
    told = f"{user.login.partition('@')[0]} {user.person.full_name if user.person else ''}"
    return [word for word in re.split(r"[^a-z]+", folded(told)) if len(word) > 1]
