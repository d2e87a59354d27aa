"""Every address of the product. Addresses are short unaccented Vietnamese; names of views and routes are English."""

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.interfaces.web.site.urls")),
    path("", include("thongsuot.interfaces.web.accounts.urls")),
    path("", include("thongsuot.interfaces.web.accounts.sign_on_urls")),
    path(
        "", include("thongsuot.interfaces.web.people.urls")
    ),  # before organisations: /to-chuc/<unit>/ would take /to-chuc/nguoi/
    path("", include("thongsuot.interfaces.web.organisations.urls")),
    path("", include("thongsuot.interfaces.web.directives.urls")),
    path("", include("thongsuot.interfaces.web.plans.urls")),
    path("", include("thongsuot.interfaces.web.programmes.urls")),
    path("", include("thongsuot.interfaces.web.study.urls")),
    path("", include("thongsuot.interfaces.web.door.urls")),
    path("", include("thongsuot.interfaces.web.reports.urls")),
    path("", include("thongsuot.interfaces.web.figures.urls")),
    path("", include("thongsuot.interfaces.web.audit.urls")),
    path("", include("thongsuot.interfaces.web.access.urls")),
    path("", include("thongsuot.interfaces.web.privacy.urls")),
]

handler404 = "thongsuot.interfaces.web.site.errors.not_found"
handler403 = "thongsuot.interfaces.web.site.errors.forbidden"
