"""Addresses of signing in and out."""

from django.urls import path

from thongsuot.interfaces.web.accounts.views import signing_in

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-nhap/lien-ket/", signing_in.send_link, name="send_link"),
    path("dang-nhap/lien-ket/da-gui/", signing_in.link_asked, name="link_asked"),
    path("dang-nhap/lien-ket/<str:code>/", signing_in.enter_link, name="enter_link"),
    path("dang-nhap/phieu/", signing_in.slip_code, name="slip_code"),
    path("dang-nhap/lan-dau/<str:token>/", signing_in.first_password, name="first_password"),
    path("dang-nhap/buoc-hai/", signing_in.second_step, name="second_step"),
    path("dang-nhap/khoa/", signing_in.passkey_sign_in, name="passkey_sign_in"),
    path("dang-nhap/mau/<slug:role>/", signing_in.sign_in_as, name="sign_in_as"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
]
