"""Checkpoints: where the chain stands, to be printed and kept elsewhere; and whether one kept earlier is still on it."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.audit.checkpoints import (
    Checkpoint,
    CheckpointNotReadable,
    last_checkpoints,
    printed_checkpoint,
)
from thongsuot.foundation.audit.models import SealedLeaf
from thongsuot.foundation.audit.queries import link_at, link_of_code, links_at
from thongsuot.foundation.audit.sealing import checkpoint, is_kept
from thongsuot.interfaces.web.audit.views.log import seen_only
from thongsuot.interfaces.web.site.pictures.qr import qr_picture
from thongsuot.interfaces.web.site.request import Request

SHOWN = 30


class CheckForm(forms.Form):
    """A checkpoint as it stands on paper."""

    code = forms.CharField(
        label=_("Mã 16 ký tự"), max_length=60, help_text=_("Như trên giấy, ví dụ 7K4M-20QX-9DTB-3HFA")
    )
    sequence = forms.IntegerField(
        label=_("Số thứ tự"),
        min_value=0,
        max_value=2**63 - 1,
        required=False,
        help_text=_("Số đứng trước mã; không có thì hệ thống tìm trong cả chuỗi"),
    )


def checkpoint_page(request: Request) -> HttpResponse:
    """Show where the chain stands, earlier checkpoints with the entries they cover, and whether a typed one is on the chain."""
    seen_only(request)
    here = checkpoint()
    form = CheckForm(request.GET if "code" in request.GET else None)
    context = {
        "here": here,
        "link": link_at(here.sequence),
        "qr": qr_picture(f"{here.sequence}:{here.code}"),
        "earlier": _earlier(),
        "form": form,
        "verdict": _verdict(form),
    }
    return render(request, "audit/checkpoint_page.html", context)


def _earlier() -> list[tuple[Checkpoint, SealedLeaf | None, bool]]:
    """Return the last checkpoints of the file outside the database, newest first, each with its link and whether they agree."""
    known = last_checkpoints(settings.CHECKPOINT_FILE, SHOWN)
    links = links_at(one.sequence for one in known)
    paired = [(one, links.get(one.sequence)) for one in known]
    return [(one, link, link is not None and one.matches(bytes(link.chain))) for one, link in paired]


def _verdict(form: CheckForm) -> tuple[bool, int] | None:
    """Return whether the typed checkpoint is on the chain and at which place; None before one is typed rightly."""
    if not form.is_bound or not form.is_valid():
        return None
    text, sequence = form.cleaned_data["code"], form.cleaned_data["sequence"]
    before, colon, after = text.partition(":")
    if colon and before.strip().isdecimal():
        text, sequence = after, int(before)
    try:
        known = printed_checkpoint(sequence or 0, text)
        if sequence is not None:
            return is_kept(known), sequence
        link = link_of_code(known.code)
    except CheckpointNotReadable as refusal:
        form.add_error("code", str(refusal))
        return None
    return link is not None, link.sequence if link else 0
