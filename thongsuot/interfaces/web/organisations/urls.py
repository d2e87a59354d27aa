"""Addresses of organisations."""

from django.urls import path

from thongsuot.interfaces.web.organisations.views import imports, organisation, totals

app_name = "organisations"
urlpatterns = [
    path("to-chuc/", organisation.organisation, name="organisation"),
    path("to-chuc/<str:public_id>/", organisation.organisation, name="organisation"),
    path("dot/<slug:slug>/tong-so/nhap/", totals.totals_import, name="totals_import"),
    path("nhap/", imports.import_list, name="import_list"),
    path("nhap/<str:public_id>/", imports.roster_import, name="roster_import"),
    path("nhap/<str:public_id>/cot/", imports.choose_columns, name="choose_columns"),
    path("nhap/<str:public_id>/tra-loi-lai/", imports.answer_anew, name="answer_anew"),
    path("nhap/<str:public_id>/ghi/", imports.carry_out, name="carry_out"),
    path("nhap/<str:public_id>/bo/", imports.set_aside, name="set_aside"),
    path("nhap/<str:public_id>/hoan-tac/", imports.undo, name="undo"),
    path("nhap/<str:public_id>/can-sua.xlsx", imports.rows_to_correct, name="rows_to_correct"),
]
