"""Addresses that belong to no room."""

from django.urls import URLPattern

app_name = "site"
urlpatterns: list[URLPattern] = []
