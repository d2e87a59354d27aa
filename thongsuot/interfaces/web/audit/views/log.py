"""The log: what was done, entry by entry, and who looked at whose data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.checkpoints import code_of
from thongsuot.foundation.audit.digests import entry_digest
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.audit.queries import link_of_entry, unsealed_window
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.foundation.privacy.queries.subjects import people_names
from thongsuot.foundation.privacy.queries.trail import entry_of_trail, lookers_of_many, looks, may_see_trail, trail
from thongsuot.interfaces.web.audit.asking import asking_of, kinds_of_work
from thongsuot.interfaces.web.audit.downloads import FORMATS, log_file
from thongsuot.interfaces.web.audit.lines import entry_lines, facts_of, look_lines
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request

PAGE = 50


def log(request: Request) -> HttpResponse:
    """Show what was done in the viewer's units, newest first, fifty at a time; as a file where one is asked for."""
    seen_only(request)
    asking = asking_of(request)
    entries = trail(request.viewer, asking.asked) if asking.is_clear else trail(request.viewer, asking.asked).none()
    if request.GET.get("dang") in FORMATS:
        return log_file(request, entries)
    shown, older = page_of(request, entries)
    context = {
        "lines": entry_lines(request.viewer, shown),
        "older": older,
        "asking": asking,
        "kinds": kinds_of_work(),
        "window": unsealed_window(ticking_now()),
        "many": bool(lookers_of_many(request.viewer, request.now)),
        **keyset_queries(request),
    }
    return render(request, "audit/log.html", context)


def entry(request: Request, number: int) -> HttpResponse:
    """Show one entry: who, what, what it changed, and its place in the chain that proves it."""
    seen_only(request)
    try:
        here = entry_of_trail(request.viewer, number)
    except AuditEntry.DoesNotExist:
        raise Http404 from None
    link, digest = link_of_entry(here.pk), entry_digest(here)
    personal = getattr(here, "personal", None)
    may_see_names = request.viewer.may(Permission.SEE_NAMES, here.unit_path)
    if personal is not None and may_see_names and personal.payload is not None:
        saw_people(request, here.unit_path, 1)
    context = {
        "here": here,
        "line": entry_lines(request.viewer, [here])[0],
        "facts": facts_of(here.payload),
        "personal": personal,
        "personal_facts": facts_of(personal.payload) if personal is not None and may_see_names else [],
        "may_see_names": may_see_names,
        "digest": digest.hex(),
        "link": link,
        "code": code_of(bytes(link.chain)) if link else "",
        "is_whole": link is None or bytes(link.digest) == digest,
    }
    return render(request, "audit/entry.html", context)


def look_list(request: Request) -> HttpResponse:
    """Show who read whose data in the viewer's units, newest first, and who was shown very many people within a day."""
    seen_only(request)
    asking = asking_of(request)
    found = looks(request.viewer, asking.asked) if asking.is_clear else looks(request.viewer, asking.asked).none()
    shown, older = page_of(request, found)
    many = lookers_of_many(request.viewer, request.now)
    names = people_names(request.viewer, [one.looker_id for one in many])
    context = {
        "lines": look_lines(request.viewer, shown),
        "older": older,
        "asking": asking,
        "many": [(names.get(one.looker_id, "–"), one.people, one.looks) for one in many],
        **keyset_queries(request),
    }
    return render(request, "audit/look_list.html", context)


def seen_only(request: Request) -> None:
    """Answer 404 to whoever may see the log of no unit."""
    if not may_see_trail(request.viewer):
        raise Http404


def page_of(request: Request, rows: Any) -> tuple[list[Any], int | None]:
    """Return the page that begins below `?truoc=`, and the key below which the next begins; None at the end."""
    before = request.GET.get("truoc", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def keyset_queries(request: Request) -> dict[str, object]:
    """Return the filters of the address for links: with and without its place in the list."""
    kept = request.GET.copy()
    is_further = kept.pop("truoc", None) is not None
    kept.pop("dang", None)
    return {"query": kept.urlencode(), "is_further": is_further}
