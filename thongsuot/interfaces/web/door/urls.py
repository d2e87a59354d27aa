"""Addresses of the door, short enough to be read out. A POST to check_in never arrives here: `front.py` takes it."""

from django.urls import path

from thongsuot.interfaces.web.door import digits, views

app_name = "door"
urlpatterns = [
    path("v/", digits.code_entry, name="code_entry"),
    path("v/<str:class_id>/da-gui/", views.claimed, name="claimed"),
    path("v/<str:class_id>/ket-qua/<str:telling>/", views.told, name="told"),
    path("v/<str:class_id>/<str:proof>/", views.check_in, name="check_in"),
    path("v/<str:class_id>/<str:proof>/khai-ten/", views.claim, name="claim"),
    path("v/<str:class_id>/<str:proof>/khong-phai-toi/", views.forget, name="forget"),
]
