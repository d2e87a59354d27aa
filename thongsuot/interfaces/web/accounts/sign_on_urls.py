"""Addresses of single sign-on, under the names by which allauth asks for them; its other pages have no address here."""

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

urlpatterns = [
    path("dang-nhap/sso/<slug:provider_id>/", views.login, name="openid_connect_login"),
    path("dang-nhap/sso/<slug:provider_id>/ve/", views.callback, name="openid_connect_callback"),
]
