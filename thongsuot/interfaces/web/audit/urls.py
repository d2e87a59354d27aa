"""Addresses of the log."""

from django.urls import path

from thongsuot.interfaces.web.audit.views import checkpoints, log

app_name = "audit"
urlpatterns = [
    path("nhat-ky/", log.log, name="log"),
    path("nhat-ky/da-xem/", log.look_list, name="look_list"),
    path("nhat-ky/moc/", checkpoints.checkpoint_page, name="checkpoint_page"),
    path("nhat-ky/<int:number>/", log.entry, name="entry"),
]
