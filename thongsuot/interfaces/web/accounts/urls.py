"""Addresses of signing in and out."""

from django.urls import path

from thongsuot.interfaces.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-nhap/lan-dau/<str:token>/", views.first_password, name="first_password"),
    path("dang-nhap/mau/<slug:role>/", views.sign_in_as, name="sign_in_as"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
]
