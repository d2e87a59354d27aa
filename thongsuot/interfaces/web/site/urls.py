"""Addresses that belong to no room."""

from django.urls import path

from thongsuot.interfaces.web.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search, name="search"),
    path("tro-giup/", views.help_page, name="help"),
    path("ngon-ngu/", views.set_language, name="set_language"),
]
