"""Every address of the product. Addresses are short unaccented Vietnamese; names of views and routes are English."""

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.interfaces.web.site.urls")),
    path("", include("thongsuot.interfaces.web.accounts.urls")),
]
