"""Transfers: what waits, offering one, asking for one, and the three answers."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.transfers import (
    ask_for_transfer,
    offer_transfer,
    receive_transfer,
    refuse_transfer,
    release_transfer,
    withdraw_transfer,
)
from thongsuot.foundation.organisations.models import Transfer, Unit
from thongsuot.foundation.organisations.models.transfers import TransferState
from thongsuot.foundation.organisations.people_lists import (
    may_change_some_roster,
    person_to_ask_for,
    units_to_send_to,
    waiting_transfers,
)
from thongsuot.interfaces.web.people.finding import person_or_404, transfer_or_404, unit_or_404
from thongsuot.interfaces.web.people.forms import AnswerForm, AskForm, ReceiveForm, TransferForm, place_refusal
from thongsuot.interfaces.web.people.sentences import STATE_KINDS, transfers_answer
from thongsuot.interfaces.web.site.request import Request

ENDED_SHOWN = timedelta(days=30)


def transfer_list(request: Request) -> HttpResponse:
    """Show the transfers that wait for the viewer's units, those that wait for others, and those that ended lately."""
    if not may_change_some_roster(request.viewer):
        raise Http404
    today = local_day(request.now)
    waiting = waiting_transfers(request.viewer, since=today - ENDED_SHOWN)
    shown = {
        "waiting": waiting,
        "answer": transfers_answer(waiting),
        "receiving": ReceiveForm(initial={"on": today}, auto_id=False),
        "ended": [(transfer, STATE_KINDS[TransferState(transfer.state)]) for transfer in waiting.ended],
    }
    return render(request, "people/transfer_list.html", shown)


def new_transfer(request: Request, public_id: str) -> HttpResponse:
    """Find the unit a person goes to, and offer the transfer with the letter of introduction."""
    one = person_or_404(request, public_id)
    if not offer_transfer.allowed(request.viewer, one):
        raise Http404
    text = request.GET.get("den", "").strip()[:100]
    units = {unit.public_id: unit for unit in units_to_send_to(request.viewer, text)}
    form = TransferForm(request.POST or None)
    form.fields["to_unit"].choices = [(key, _named(unit)) for key, unit in units.items()]  # type: ignore[attr-defined]
    if form.is_valid():
        told = form.cleaned_data | {"to_unit": units[form.cleaned_data["to_unit"]]}
        try:
            offer_transfer(one, **told, by=request.person, at=request.now)
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã giới thiệu đi. Đơn vị nhận sẽ thấy ở mục Chuyển sinh hoạt."))
            return redirect("people:person", public_id)
    shown = {"one": one, "form": form, "text": text, "units": units}
    return render(request, "people/new_transfer.html", shown, status=422 if form.errors else 200)


def asking(request: Request) -> HttpResponse:
    """Ask another unit for a person who is named exactly."""
    unit = unit_or_404(request, request.GET.get("vao", ""))
    if not ask_for_transfer.allowed(request.viewer, unit):
        raise Http404
    form = AskForm(request.POST or None)
    if form.is_valid():
        told = dict(form.cleaned_data)
        reason = told.pop("reason")
        one = person_to_ask_for(request.viewer, **told)
        if one is None:
            form.add_error(None, _("Không tìm thấy đúng một người. Ghi số thẻ, hoặc đủ họ tên và ngày sinh."))
        else:
            try:
                ask_for_transfer(unit, person=one, reason=reason, by=request.person, at=request.now)
            except Refusal as refusal:
                place_refusal(form, refusal)
            else:
                messages.success(request, _("Đã gửi đề nghị đến đơn vị của %(name)s.") % {"name": one.full_name})
                return redirect("people:transfer_list")
    return render(request, "people/asking.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_POST
def release(request: Request, public_id: str) -> HttpResponse:
    """Release a person another unit asked for."""
    letter = request.POST.get("letter_number", "")[:100]
    return _answered(
        request,
        public_id,
        "from",
        lambda unit, one: release_transfer(unit, transfer=one, letter_number=letter, by=request.person, at=request.now),
        _("Đã giới thiệu đi."),
    )


@require_POST
def receive(request: Request, public_id: str) -> HttpResponse:
    """Receive a released person from a day on."""
    form = ReceiveForm(request.POST)
    if not form.is_valid():
        return _unfilled(request, form)
    on = form.cleaned_data["on"]
    return _answered(
        request,
        public_id,
        "to",
        lambda unit, one: receive_transfer(unit, transfer=one, on=on, by=request.person, at=request.now),
        _("Đã tiếp nhận."),
    )


@require_POST
def refuse(request: Request, public_id: str) -> HttpResponse:
    """Refuse, with a reason."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _unfilled(request, form)
    side = "from" if transfer_or_404(request, public_id).state == TransferState.ASKED else "to"
    return _answered(
        request,
        public_id,
        side,
        lambda unit, one: refuse_transfer(
            unit, transfer=one, answer=form.cleaned_data["answer"], by=request.person, at=request.now
        ),
        _("Đã trả lời không tiếp nhận."),
    )


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Withdraw what one's own unit began, with a reason."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _unfilled(request, form)
    one = transfer_or_404(request, public_id)
    side = "to" if one.state == TransferState.ASKED else "from"
    return _answered(
        request,
        public_id,
        side,
        lambda unit, one: withdraw_transfer(
            unit, transfer=one, answer=form.cleaned_data["answer"], by=request.person, at=request.now
        ),
        _("Đã rút."),
    )


def _answered(
    request: Request, public_id: str, side: str, act: Callable[[Unit, Transfer], Transfer], said: str
) -> HttpResponse:
    """Let one side of a transfer act, and go back to the list. Refusals come back there as a message."""
    one = transfer_or_404(request, public_id)
    act(one.from_unit if side == "from" else one.to_unit, one)
    messages.success(request, said)
    return redirect("people:transfer_list")


def _unfilled(request: Request, form: forms.Form) -> HttpResponse:
    for field, errors in form.errors.items():
        messages.error(request, f"{form.fields[field].label}: {' '.join(str(error) for error in errors)}")
    return redirect("people:transfer_list")


def _named(unit: Unit) -> str:
    return f"{unit.name} ({unit.parent.name})" if unit.parent else unit.name
