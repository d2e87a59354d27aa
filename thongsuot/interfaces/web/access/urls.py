"""Addresses of who may do what."""

from django.urls import path

from thongsuot.interfaces.web.access.views import own, rights, stewards

app_name = "access"
urlpatterns = [
    path("to-chuc/<str:public_id>/quyen/", rights.unit_rights, name="unit_rights"),
    path("to-chuc/<str:public_id>/quyen/giao/", rights.giving, name="giving"),
    path("to-chuc/<str:public_id>/quyen/<int:key>/thu-hoi/", rights.ending, name="ending"),
    path("dot/<slug:slug>/lop/<str:public_id>/nguoi-diem-danh/", stewards.stewards, name="stewards"),
    path("dot/<slug:slug>/lop/<str:public_id>/nguoi-diem-danh/<int:key>/thoi/", stewards.dismissing, name="dismissing"),
    path("tai-khoan/viec/", own.my_rights, name="my_rights"),
    path("tai-khoan/uy-quyen/", own.delegations, name="delegations"),
    path("tai-khoan/uy-quyen/<int:key>/", own.delegating, name="delegating"),
    path("tai-khoan/uy-quyen/<int:key>/ket-thuc/", own.take_back, name="take_back"),
]
