"""Adding a step to a reorganisation, for one unit or for several at once."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.reorganising import add_steps, draft_reorganisation
from thongsuot.foundation.organisations.kinds import kinds_of_units
from thongsuot.foundation.organisations.models import Reorganisation, StepKind, Unit
from thongsuot.foundation.organisations.queries import children_of, people_at, top_units
from thongsuot.foundation.organisations.reorganising.drafts import drafts_over
from thongsuot.foundation.organisations.tree import units_ever
from thongsuot.interfaces.web.organisations.step_words import STEP_WORDS
from thongsuot.interfaces.web.organisations.unit_forms import StepForm, fitting_day, is_one_top
from thongsuot.interfaces.web.site.request import Request

MOST_UNITS = 200
MOST_PEOPLE = 300


def step(request: Request) -> HttpResponse:
    """Let a step be described for the units of the address, and put into a draft or a new one. Nothing changes yet."""
    kind = _kind_or_404(request)
    units = _units_or_404(request)
    if not units or (kind in (StepKind.SPLIT, StepKind.RENAME, StepKind.MERGE) and len(units) > 1):
        return render(request, "organisations/step.html", {"units": [], "heading": dict(STEP_WORDS)[kind.value]})
    top = _top_or_404(request, units)
    form = _form(request, kind, units, top)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _put(request, form, top)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("organisations:reorganisation", public_id=draft.public_id)
    shown = {"form": form, "kind": kind.value, "units": units, "heading": dict(STEP_WORDS)[kind.value], "top": top}
    return render(request, "organisations/step.html", shown | {"seen": _revisions(form)})


def _put(request: Request, form: StepForm, top: Unit) -> Reorganisation:
    draft = form.chosen_draft()
    if draft is None:
        told = {key: form.cleaned_data[key] for key in ("title", "takes_effect_on")}
        return draft_reorganisation(top, **told, steps=form.steps(), by=request.person, at=request.now)
    seen = dict(pair.split(":") for pair in request.POST.get("seen", "").split() if pair.count(":") == 1)
    revision = seen.get(draft.public_id, "")
    number = int(revision) if revision.isdecimal() and len(revision) < 10 else -1
    return add_steps(draft, steps=form.steps(), seen=number, by=request.person, at=request.now)


def _form(request: Request, kind: StepKind, units: Sequence[Unit], top: Unit) -> StepForm:
    viewer, is_split = request.viewer, kind == StepKind.SPLIT
    drafts = drafts_over(viewer, units)
    first: dict[str, object] = dict(fitting_day(local_day(request.now)))
    asked = request.GET.get("phuong-an", "")
    if drafts:
        first["draft"] = asked if asked in {draft.public_id for draft in drafts} else drafts[0].public_id
    people = list(people_at(viewer, units[0])[:MOST_PEOPLE]) if is_split else []
    return StepForm(
        request.POST or None,
        initial=first,
        step=kind,
        units=units,
        viewer=viewer,
        top=top,
        drafts=drafts,
        kinds=kinds_of_units(),
        people=[(person.pk, person.full_name) for person in people],
        below=list(children_of(viewer, units[0])) if is_split else [],
    )


def _revisions(form: StepForm) -> str:
    """Return the revision of every draft as it was offered, for the form to carry."""
    return " ".join(f"{key}:{draft.revision}" for key, draft in form.drafts.items())


def _kind_or_404(request: Request) -> StepKind:
    try:
        return StepKind(request.GET.get("viec", ""))
    except ValueError:
        raise Http404 from None


def _units_or_404(request: Request) -> list[Unit]:
    """Return the open units of the address, all of which the viewer manages; one foreign among them: none is found."""
    asked = list(dict.fromkeys(request.GET.getlist("don-vi")))[:MOST_UNITS]
    managed = units_ever(request.viewer, Permission.MANAGE_ORGANISATION)
    units = list(managed.filter(public_id__in=asked, closed_on=None))
    if len(units) != len(asked):
        raise Http404
    return units


def _top_or_404(request: Request, units: Sequence[Unit]) -> Unit:
    """Return the highest unit the viewer manages above all of these."""
    for top in top_units(request.viewer, Permission.MANAGE_ORGANISATION):
        if is_one_top(units, top):
            return top
    raise Http404
