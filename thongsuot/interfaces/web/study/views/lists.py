"""Attendance lists: into a class, or as the record of a class that was held."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.domain.study.actions.attendance_import import AttendanceImport, import_attendance, record_listed_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.uploads import own_uploads
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.models import StoredFile
from thongsuot.interfaces.web.site.documents import stored_upload
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.forms import HeldForm
from thongsuot.interfaces.web.study.lists import LIST_PURPOSE, Tried, answers_in, tried
from thongsuot.interfaces.web.study.usual import offered, usual_frame
from thongsuot.interfaces.web.study.views.finding import class_or_404
from thongsuot.interfaces.web.study.views.recording import recordable_or_404

_SPREADSHEETS = ".xlsx,.xls,.ods,.csv"


class ListForm(forms.Form):
    """The file of a list."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách điểm danh"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": _SPREADSHEETS}),
        help_text=gettext_lazy(
            "Excel hoặc CSV, có cột Họ và tên và cột Điểm danh: x có mặt, v vắng, để trống là chưa ghi"
        ),
    )


class ListedForm(HeldForm):
    """A class that was held, and its list."""

    file = ListForm.base_fields["file"]


def list_into_class(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show what a list would do to a class, and import it."""
    here = class_or_404(request, slug, public_id)
    if not import_attendance.allowed(request.viewer, here):
        raise Http404
    form = ListForm(request.POST or None, request.FILES or None)
    file = _file(request, form)
    answers = answers_in(request.POST)

    def run() -> AttendanceImport:
        return import_attendance(here, file=_needed(file), answers=answers, by=request.person, at=request.now)

    trial = tried(run) if file else None
    if trial and trial.may_save and "save" in request.POST:
        return _imported(request, here, run())
    shown = {"campaign": here.campaign, "here": here, "form": form} | _trial(trial, file, answers)
    return render(request, "study/list_import.html", shown)


def listed_class(request: Request, slug: str, code: str) -> HttpResponse:
    """Show what a list would record as a class that was held, and record it."""
    host = recordable_or_404(request, slug, code)
    choices = offered(host)
    start = usual_frame(request, host, local_day(request.now), **choices)
    form = ListedForm(request.POST or None, request.FILES or None, initial=start, **choices)
    file = _file(request, form)
    answers, trial = answers_in(request.POST), None

    def run() -> tuple[StudyClass, AttendanceImport]:
        held, at = form.held(), request.now
        return record_listed_class(host, held=held, file=_needed(file), answers=answers, by=request.person, at=at)

    if file and form.is_valid():
        trial = tried(lambda: run()[1])
        if trial.may_save and "save" in request.POST:
            return _imported(request, *run())
    shown = {"campaign": host.campaign, "host": host, "form": form} | _trial(trial, file, answers)
    return render(request, "study/list_recording.html", shown)


def _file(request: Request, form: forms.Form) -> StoredFile | None:
    """Return the list sent now, or the one an earlier step kept; say where there is none."""
    if request.method != "POST":
        return None
    try:
        sent = stored_upload(request, "file", LIST_PURPOSE)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return None
    kept = own_uploads(request.viewer, request.POST.getlist("tep"), LIST_PURPOSE)
    found = sent or next(iter(kept), None)
    if found is None:
        form.add_error("file", _("Chọn tệp danh sách."))
    return found


def _needed(file: StoredFile | None) -> StoredFile:
    if file is None:
        raise Http404
    return file


def _trial(trial: Tried | None, file: StoredFile | None, answers: dict[str, str]) -> dict[str, object]:
    return {"trial": trial, "file": file, "answers": answers}


def _imported(request: Request, here: StudyClass, told: AttendanceImport) -> HttpResponse:
    words = {"n": count_text(told.accepted), "left": count_text(len(told.errors))}
    messages.success(request, _("Đã nhập %(n)s người; %(left)s dòng không khớp đã để lại.") % words)
    return redirect("study:study_class", slug=here.campaign.slug, public_id=here.public_id)
