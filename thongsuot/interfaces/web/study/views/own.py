"""A person's own page."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.plans.queries.campaigns import campaigns_of_person
from thongsuot.domain.study.queries.people import own_study
from thongsuot.interfaces.web.site.pass_cookie import give_pass
from thongsuot.interfaces.web.site.request import Request


def my_page(request: Request) -> HttpResponse:
    """Show a person their own study, and let them make this telephone known to the door."""
    campaign = campaigns_of_person(request.person).first()
    mine = own_study(request.person, campaign) if campaign else None
    shown = {"campaign": campaign, "mine": mine, "address": settings.PUBLIC_ADDRESS}
    if request.method == "POST" and mine and mine.entry and campaign:
        messages.success(request, _("Máy này đã ghi nhớ đồng chí. Đến lớp chỉ cần quét mã rồi bấm Tôi có mặt."))
        return give_pass(redirect("study:my_page"), mine.entry, campaign.ends_on)
    return render(request, "study/my_page.html", shown)
