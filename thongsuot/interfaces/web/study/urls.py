"""Addresses of study."""

from django.urls import path

from thongsuot.interfaces.web.study.views import classes, door, own

app_name = "study"
urlpatterns = [
    path("dot/<slug:slug>/lop/", classes.class_list, name="class_list"),
    path("dot/<slug:slug>/lop/<str:public_id>/", classes.study_class, name="study_class"),
    path("dot/<slug:slug>/lop/<str:public_id>/bat-dau/", classes.start, name="start"),
    path("dot/<slug:slug>/lop/<str:public_id>/ket-thuc/", classes.close, name="close"),
    path("dot/<slug:slug>/lop/<str:public_id>/ghi/<str:entry>/<slug:presence>/", classes.mark, name="mark"),
    path("dot/<slug:slug>/lop/<str:public_id>/ky/", classes.sign_in_sheet, name="sign_in_sheet"),
    path("dot/<slug:slug>/lop/<str:public_id>/ma/", door.door_panel, name="door_panel"),
    path("dot/<slug:slug>/lop/<str:public_id>/chieu/", door.projector, name="projector"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/", door.claims, name="claims"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/<str:claim>/nhan/", door.accept, name="accept_claim"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/<str:claim>/tu-choi/", door.decline, name="decline_claim"),
    path("m/", own.my_page, name="my_page"),
]
