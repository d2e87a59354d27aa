"""Sentences that several pages of signing in say in the same words."""

from django.utils.translation import gettext_lazy as _

WRONG_SIGN_IN = _("Địa chỉ hoặc mật khẩu chưa đúng. Kiểm tra lại, chú ý chữ hoa và bộ gõ tiếng Việt.")
