"""Addresses of directives."""

from django.urls import path

from thongsuot.interfaces.web.directives import views

app_name = "directives"
urlpatterns = [
    path("van-ban/", views.directive_list, name="directive_list"),
    path("van-ban/moi/", views.new_directive, name="new_directive"),
    path("van-ban/<str:public_id>/", views.directive, name="directive"),
    path("van-ban/<str:public_id>/tep/", views.directive_file, name="directive_file"),
]
