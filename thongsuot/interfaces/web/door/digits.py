"""The box for six digits, for whoever cannot scan. Digits alone open nothing: a pass or a typed name goes with them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.actions.claims import claim_presence
from thongsuot.domain.study.codes import make_opening
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.door import classes_showing, entry_carried, open_classes_for
from thongsuot.domain.study.tries import WRONG_DIGITS, TooManyTries, count_try, refuse_too_many
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.interfaces.web.door.forms import DigitsAndNameForm, DigitsForm
from thongsuot.interfaces.web.site.pass_cookie import carried_pass


@login_not_required
@never_cache
def code_entry(request: HttpRequest) -> HttpResponse:
    """Show the box; lead whoever typed the digits of a class to its page, or take their name to its host."""
    carried = carried_pass(request, now())
    entry = entry_carried(carried.entry_id) if carried else None
    kind = DigitsForm if entry else DigitsAndNameForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            here = _class_showing(form.cleaned_data["digits"], entry, request.META["REMOTE_ADDR"])
        except TooManyTries as refusal:
            form.add_error("digits", str(refusal))
        else:
            if here is not None:
                return _let_in(here, entry, form)
            form.add_error("digits", _("Mã không đúng hoặc đã đổi. Gõ lại sáu chữ số đang hiện trên màn hình."))
    shown = {"form": form, "entry": entry}
    return render(request, "door/code_entry.html", shown, status=422 if form.errors else 200)


def _class_showing(digits: str, entry: RollEntry | None, address: str) -> StudyClass | None:
    """Return the one open class that shows these digits, of the person's own where one is known. Wrong ones are counted.

    Refuses (TooManyTries) whoever has been wrong too often.
    """
    at, among = ticking_now(), list(open_classes_for(entry)) if entry else None
    tried = {"address": [address]}
    if entry and among is not None:
        tried |= {"person": [str(entry.pk)], "class": [one.public_id for one in among]}
    refuse_too_many("digits", WRONG_DIGITS, tried, at=at)
    showing = classes_showing(digits, at, among)
    if len(showing) == 1:
        return showing[0]
    count_try("digits", tried, at=at)
    return None


def _let_in(here: StudyClass, entry: RollEntry | None, form: DigitsForm) -> HttpResponse:
    if entry:
        opening = make_opening(here.public_id, entry.pk, ticking_now())
        return redirect("door:check_in", class_id=here.public_id, proof=opening)
    typed = form.cleaned_data
    claim_presence(here.public_id, full_name=typed["full_name"], born_on=typed["born_on"], at=now())
    return redirect("door:claimed", class_id=here.public_id)
