"""Addresses of figures."""

from django.urls import path

from thongsuot.interfaces.web.figures import views

app_name = "figures"
urlpatterns = [
    path("dot/<slug:slug>/", views.dashboard, name="dashboard"),
]
