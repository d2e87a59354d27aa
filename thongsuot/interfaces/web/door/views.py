"""Pages of the door for whoever stands before it: the class with one button, what became of it, the box for six digits.

The check-in itself is not here: the function in front of Django takes it (`front.py`).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.plans.queries.roll import entry_of_pass
from thongsuot.domain.study.actions.claims import claim_presence
from thongsuot.domain.study.codes import make_opening, read_telling
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.classes import class_at_door
from thongsuot.domain.study.queries.door import arrival_of, coming_classes_for
from thongsuot.domain.study.tries import CLAIMS, TooManyTries, count_try, refuse_too_many
from thongsuot.foundation.core.clock import now, ticking_now
from thongsuot.interfaces.web.door.forms import NameForm
from thongsuot.interfaces.web.door.front import TOLD, is_proved
from thongsuot.interfaces.web.site.pass_cookie import COOKIE, carried_pass

NOBODY = 0


@require_GET
@login_not_required
@never_cache
def check_in(request: HttpRequest, class_id: str, proof: str) -> HttpResponse:
    """Show the class and, where the telephone carries a pass, the person's name and one button; else the box for a name."""
    here = _class_or_404(class_id)
    entry, at = _who(request, here), ticking_now()
    who = entry.pk if entry else NOBODY
    if entry and arrival_of(here, entry):
        return _outcome(request, here, entry, "already")
    if not is_proved(class_id, proof, who, at):
        return _outcome(request, here, entry, "code_changed")
    return _before(request, here, entry, make_opening(class_id, who, at))


@require_GET
@login_not_required
@never_cache
def told(request: HttpRequest, class_id: str, telling: str) -> HttpResponse:
    """Show what became of a check-in, to the telephone that made it: name, time and number as the database has them now."""
    here, said = _class_or_404(class_id), read_telling(class_id, telling)
    entry = _who(request, here)
    if said is None or entry is None or entry.pk != said.entry_id:
        return redirect("door:code_entry")
    return _outcome(request, here, entry, TOLD[said.outcome])


@require_POST
@login_not_required
@never_cache
def forget(request: HttpRequest, class_id: str, proof: str) -> HttpResponse:
    """Take the pass off a telephone that is somebody else's; whoever holds it now is asked for their own name."""
    carried, at = carried_pass(request, now()), ticking_now()
    if carried is None or not is_proved(class_id, proof, carried.entry_id, at):
        answer = redirect("door:code_entry")
    else:
        answer = redirect("door:check_in", class_id=class_id, proof=make_opening(class_id, NOBODY, at))
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


@require_POST
@login_not_required
@never_cache
def claim(request: HttpRequest, class_id: str, proof: str) -> HttpResponse:
    """Take a typed name with a birth date to the host of the class. The answer is the same whoever was named."""
    here, at, form = _class_or_404(class_id), ticking_now(), NameForm(request.POST)
    if not is_proved(class_id, proof, NOBODY, at):
        return _outcome(request, here, None, "code_changed")
    if form.is_valid():
        tried = {"address": [f"{request.META['REMOTE_ADDR']} {class_id}"]}
        try:
            refuse_too_many("claim", CLAIMS, tried, at=at)
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            count_try("claim", tried, at=at)
            claim_presence(class_id, **form.cleaned_data, at=now())
            return redirect("door:claimed", class_id=class_id)
    return _before(request, here, None, proof, form, status=422)


@require_GET
@login_not_required
@never_cache
def claimed(request: HttpRequest, class_id: str) -> HttpResponse:
    """Say that the name has gone to the host, in the same words whoever was named."""
    return render(request, "door/claimed.html", {"here": _class_or_404(class_id)})


def _class_or_404(class_id: str) -> StudyClass:
    try:
        return class_at_door(class_id)
    except StudyClass.DoesNotExist:
        raise Http404 from None


def _who(request: HttpRequest, here: StudyClass) -> RollEntry | None:
    carried = carried_pass(request, now())
    return entry_of_pass(carried.entry_id, here.campaign) if carried else None


def _before(
    request: HttpRequest,
    here: StudyClass,
    entry: RollEntry | None,
    opening: str,
    form: NameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {"here": here, "session": here.sessions.get(), "entry": entry, "opening": opening}
    return render(request, "door/check_in.html", shown | {"form": form or NameForm()}, status=status)


def _outcome(request: HttpRequest, here: StudyClass, entry: RollEntry | None, outcome: str) -> HttpResponse:
    """Show an outcome. Success is shown only with what the database has; a fact taken back meanwhile is said to be gone."""
    arrival = arrival_of(here, entry) if entry else None
    if outcome in ("recorded", "already") and arrival is None:
        outcome = "taken_back"
    others = coming_classes_for(entry)[:3] if entry and outcome == "wrong_class" else []
    shown = {"here": here, "session": here.sessions.get(), "entry": entry, "outcome": outcome}
    more = {"arrival": arrival, "others": others}
    return render(request, "door/outcome.html", shown | more, status=200 if arrival else 409)
