"""Addresses of study."""

from django.urls import path

from thongsuot.interfaces.web.study.views import classes, own

app_name = "study"
urlpatterns = [
    path("dot/<slug:slug>/lop/", classes.class_list, name="class_list"),
    path("dot/<slug:slug>/lop/<str:public_id>/", classes.study_class, name="study_class"),
    path("dot/<slug:slug>/lop/<str:public_id>/bat-dau/", classes.start, name="start"),
    path("dot/<slug:slug>/lop/<str:public_id>/ket-thuc/", classes.close, name="close"),
    path("dot/<slug:slug>/lop/<str:public_id>/ghi/<str:entry>/<slug:presence>/", classes.mark, name="mark"),
    path("dot/<slug:slug>/lop/<str:public_id>/ky/", classes.sign_in_sheet, name="sign_in_sheet"),
    path("m/", own.my_page, name="my_page"),
]
