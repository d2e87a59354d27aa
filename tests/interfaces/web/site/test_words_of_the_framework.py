"""What the framework says on our pages is said in our words."""

from datetime import date

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

LENGTH = 5


class Everything(forms.Form):
    """A field of each kind our forms use."""

    text = forms.CharField(max_length=LENGTH)
    number = forms.IntegerField(min_value=0)
    day = forms.DateField()
    hour = forms.TimeField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()
    mail = forms.EmailField()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, {"text": "Chưa ghi mục này.", "file": "Chưa ghi mục này."}),
        (
            {"text": "quá dài", "number": "-1", "day": "31/2/2021", "hour": "25h", "choice": "b", "mail": "ha"},
            {
                "text": "Viết tối đa 5 ký tự; hiện có 7.",
                "number": "Ghi từ 0 trở lên.",
                "day": "Ngày chưa đúng. Ghi ngày/tháng/năm, ví dụ 5/11/2021.",
                "hour": "Giờ chưa đúng. Ghi giờ:phút, ví dụ 14:30.",
                "choice": "Không có mục “b”. Chọn một trong các mục hiện có.",
                "mail": "Địa chỉ e-mail chưa đúng, ví dụ ha@songiang.example.",
            },
        ),
        ({"number": "một"}, {"number": "Ghi một số nguyên, ví dụ 21."}),
    ],
)
def test_forms_refuse_in_an_officers_words(written: dict[str, str], said: dict[str, str]) -> None:
    form = Everything(written, {})

    assert {name: form.errors[name][0] for name in said} == said


@pytest.mark.parametrize(
    ("password", "said"),
    [
        (
            "ngan",
            [
                "Mật khẩu ngắn quá: cần từ 12 ký tự trở lên.",
                "Mật khẩu này ghép từ những chữ ai cũng thử trước. Thêm vài từ không liên quan.",
            ],
        ),
        ("qwerty123456", ["Mật khẩu này nhiều người dùng, dễ đoán. Chọn mật khẩu khác."]),
    ],
)
def test_passwords_are_refused_in_an_officers_words(password: str, said: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert refused.value.messages == said


@pytest.mark.django_db
def test_a_page_kept_too_long_says_so_on_a_page_of_our_own() -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "Trang mở đã lâu, việc vừa làm chưa được ghi" in answer.content.decode()


def test_days_are_read_in_the_way_the_sentence_says() -> None:
    assert forms.DateField().clean("5/11/2021") == date(2021, 11, 5)
