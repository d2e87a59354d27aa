"""Addresses of reports."""

from django.urls import path

from thongsuot.interfaces.web.reports import views

app_name = "reports"
_HERE = "dot/<slug:slug>/bao-cao/"
urlpatterns = [
    path(_HERE, views.report_list, name="report_list"),
    path(f"{_HERE}lap/", views.open_draft, name="open_draft"),
    path(f"{_HERE}<str:public_id>/", views.draft, name="draft"),
    path(f"{_HERE}<str:public_id>/chot/", views.freeze, name="freeze"),
    path(f"{_HERE}<str:public_id>/tai/<str:ending>/", views.draft_file, name="draft_file"),
    path(f"{_HERE}ban-chot/<str:public_id>/", views.frozen, name="frozen"),
    path(f"{_HERE}ban-chot/<str:public_id>/tai/<str:ending>/", views.frozen_file, name="frozen_file"),
    path(f"{_HERE}ban-chot/<str:public_id>/ban-ky/", views.signed_file, name="signed_file"),
]
