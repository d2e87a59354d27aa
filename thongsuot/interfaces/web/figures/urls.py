"""Addresses of figures."""

from django.urls import path

from thongsuot.interfaces.web.figures.views import overview, people, units

app_name = "figures"
urlpatterns = [
    path("viec/", overview.inbox, name="inbox"),
    path("dot/<slug:slug>/", overview.dashboard, name="dashboard"),
    path("dot/<slug:slug>/don-vi/", units.unit_list, name="unit_list"),
    path("dot/<slug:slug>/don-vi/<str:code>/", units.unit, name="unit"),
    path("dot/<slug:slug>/chua-hoc/", people.not_studied, name="not_studied"),
    path("dot/<slug:slug>/nhac/", people.reminder, name="reminder"),
]
