"""Addresses of programmes."""

from django.urls import path

from thongsuot.interfaces.web.programmes import views

app_name = "programmes"
urlpatterns = [
    path("dot/<slug:slug>/ctr/", views.programme_list, name="programme_list"),
    path("dot/<slug:slug>/ctr/tiep/", views.next_programme, name="next_programme"),
    path("dot/<slug:slug>/ctr/<str:public_id>/", views.programme, name="programme"),
    path("dot/<slug:slug>/ctr/<str:public_id>/tiep-nhan/", views.receive, name="receive"),
    path("dot/<slug:slug>/ctr/<str:public_id>/bo-sung/", views.ask_supplement, name="ask_supplement"),
    path("dot/<slug:slug>/ctr/<str:public_id>/xac-nhan/", views.confirm, name="confirm"),
    path("dot/<slug:slug>/ctr/<str:public_id>/tep/", views.programme_file, name="programme_file"),
    path("dot/<slug:slug>/don-vi/<str:code>/ctr/", views.unit_programme, name="unit_programme"),
]
