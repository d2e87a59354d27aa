"""Forms of signing in and of one's own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST_LOGIN, _LONGEST_PASSWORD = 254, 128
_CODE = {"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(forms.Form):
    """Login and password; one answer for whatever is wrong, so that no address can be tried out."""

    username = forms.CharField(
        label=_("Địa chỉ e-mail hoặc tên đăng nhập"),
        max_length=_LONGEST_LOGIN,
        widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=_LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class LinkForm(forms.Form):
    """Where a link goes."""

    address = forms.EmailField(
        label=_("Địa chỉ e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )


class SlipForm(forms.Form):
    """The code of a slip, as it was typed."""

    code = forms.CharField(
        label=_("Mã trên phiếu"),
        max_length=40,
        help_text=_("Mười hai chữ và số, ví dụ 7k3m-p9xd-2hqw. Chữ hoa, chữ thường, dấu gạch đều được."),
        widget=forms.TextInput(attrs=_CODE),
    )


class PasswordForm(forms.Form):
    """A new password, typed once: it can be shown."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=_LONGEST_PASSWORD,
        help_text=_("Từ 12 ký tự trở lên. Nên ghép vài từ dễ nhớ với mình, khó đoán với người khác."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(label=_("Mã xác minh"), max_length=20, widget=forms.TextInput(attrs=_CODE))


class ProofForm(forms.Form):
    """One's own password again."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=_LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasskeyForm(forms.Form):
    """What a browser says for a passkey; `name` only when it is a new one."""

    credential = forms.JSONField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Tên của khóa"),
        required=False,
        max_length=60,
        help_text=_("Để nhận ra về sau, ví dụ: điện thoại, máy cơ quan."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_credential(self) -> dict[str, Any]:
        """Refuse what is not an object: everything else is judged by whoever knows passkeys."""
        told = self.cleaned_data["credential"]
        if not isinstance(told, dict):
            raise forms.ValidationError(_("Thiết bị chưa trả lời. Thử lại."))
        return told


class IdentityForm(forms.Form):
    """The identity of a person at the sign-on service."""

    subject = forms.CharField(
        label=_("Mã định danh ở dịch vụ đăng nhập một lần"),
        required=False,
        max_length=191,
        help_text=_("Giá trị «sub» mà dịch vụ cấp cho người này. Để trống và lưu là gỡ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
