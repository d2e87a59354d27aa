"""Addresses of organisations."""

from django.urls import path

from thongsuot.interfaces.web.organisations.views import imports, organisation, reorganisations, steps, totals, units

app_name = "organisations"
urlpatterns = [
    path("to-chuc/", organisation.organisation, name="organisation"),
    path("to-chuc/phuong-an/", reorganisations.reorganisation_list, name="reorganisation_list"),
    path("to-chuc/phuong-an/buoc/", steps.step, name="step"),
    path("to-chuc/phuong-an/<str:public_id>/", reorganisations.reorganisation, name="reorganisation"),
    path("to-chuc/phuong-an/<str:public_id>/sua/", reorganisations.amend, name="amend"),
    path("to-chuc/phuong-an/<str:public_id>/bo-buoc/", reorganisations.drop_step, name="drop_step"),
    path("to-chuc/phuong-an/<str:public_id>/bo/", reorganisations.set_aside_draft, name="set_aside_draft"),
    path("to-chuc/phuong-an/<str:public_id>/xac-nhan/", reorganisations.confirm_draft, name="confirm_draft"),
    path("to-chuc/phuong-an/<str:public_id>/hoan-tac/", reorganisations.undo_confirmed, name="undo_confirmed"),
    path("to-chuc/<str:public_id>/", organisation.organisation, name="organisation"),
    path("to-chuc/<str:public_id>/mo-don-vi/", units.unit_opening, name="unit_opening"),
    path("to-chuc/<str:public_id>/doi-ten/", units.unit_renaming, name="unit_renaming"),
    path("to-chuc/<str:public_id>/thu-tu/", units.order, name="order"),
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
