"""Addresses of study."""

from django.urls import path

from thongsuot.interfaces.web.study import views

app_name = "study"
urlpatterns = [
    path("dot/<slug:slug>/lop/", views.class_list, name="class_list"),
    path("dot/<slug:slug>/lop/<str:public_id>/", views.study_class, name="study_class"),
    path("dot/<slug:slug>/lop/<str:public_id>/bat-dau/", views.start, name="start"),
    path("dot/<slug:slug>/lop/<str:public_id>/ket-thuc/", views.close, name="close"),
    path("dot/<slug:slug>/lop/<str:public_id>/ghi/<str:entry>/<slug:presence>/", views.mark, name="mark"),
    path("dot/<slug:slug>/lop/<str:public_id>/ky/", views.sign_in_sheet, name="sign_in_sheet"),
    path("m/", views.my_page, name="my_page"),
]
