"""Forms of signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Address and password; one answer for whatever is wrong, so that no address can be tried out."""

    error_messages = {
        "invalid_login": _("Địa chỉ hoặc mật khẩu chưa đúng. Kiểm tra lại, chú ý chữ hoa và bộ gõ tiếng Việt."),
        "inactive": _("Địa chỉ hoặc mật khẩu chưa đúng. Kiểm tra lại, chú ý chữ hoa và bộ gõ tiếng Việt."),
    }

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["username"].label = _("Địa chỉ e-mail")
        self.fields["password"].label = _("Mật khẩu")


class PasswordForm(forms.Form):
    """A first password, typed once: it can be shown."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Từ 12 ký tự trở lên. Nên ghép vài từ dễ nhớ với mình, khó đoán với người khác."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
