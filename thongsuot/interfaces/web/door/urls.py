"""Addresses of the door, short enough to be read out."""

from django.urls import path

from thongsuot.interfaces.web.door import views

app_name = "door"
urlpatterns = [
    path("v/<str:class_id>/<str:code>/", views.check_in, name="check_in"),
]
