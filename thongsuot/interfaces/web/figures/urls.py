"""Addresses of figures."""

from django.urls import path

from thongsuot.interfaces.web.figures import views

app_name = "figures"
urlpatterns = [
    path("dot/<slug:slug>/", views.dashboard, name="dashboard"),
    path("dot/<slug:slug>/don-vi/", views.unit_list, name="unit_list"),
    path("dot/<slug:slug>/don-vi/<str:code>/", views.unit, name="unit"),
    path("dot/<slug:slug>/chua-hoc/", views.not_studied, name="not_studied"),
    path("dot/<slug:slug>/nhac/", views.reminder, name="reminder"),
]
