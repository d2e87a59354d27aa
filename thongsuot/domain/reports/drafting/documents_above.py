"""The documents a campaign stands on: its directives, what carries them out down to the committee, and how a report cites them."""

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.directives.queries import directives_of
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.reports.documents.wording import short_date
from thongsuot.foundation.access.queries import Viewer


def documents_carried_out(viewer: Viewer, campaign: Campaign) -> list[Directive]:
    """Return the campaign's directives and every document that carries them out, the oldest first. Two statements."""
    wanted = {directive.pk for directive in campaign.directives.all()}
    known = {document.pk: document for document in directives_of(viewer)}
    found = [d for d in known.values() if wanted & _chain(d, known)]
    return sorted(found, key=lambda d: (d.issued_on, d.pk))


def cited(document: Directive) -> str:
    """Return a document as a report cites it: «Chỉ thị số 01-CT/TW, ngày 09/3/2021 của Bộ Chính trị về nghiên cứu, …»."""
    if not document.number:
        return document.title
    head = f"{document.get_kind_display()} số\u00a0{document.number}, ngày\u00a0{short_date(document.issued_on)}"
    return f"{head} của {document.issuer} {about(document)}"


def about(document: Directive) -> str:
    """Return what a document is about, to go on with after its number: «về học tập, quán triệt …»."""
    return about_title(document.title, str(document.get_kind_display()))


def about_title(title: str, kind: str) -> str:
    """Return a title beginning with «về», whether it begins with its kind, with «Về», or with neither."""
    rest = title.removeprefix(kind).strip()
    if not rest:
        return ""
    begun = rest[0].lower() + rest[1:]
    return begun if begun.startswith("về ") else f"về {begun}"


def _chain(document: Directive, known: dict[int, Directive]) -> set[int]:
    seen: set[int] = set()
    step: Directive | None = document
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        step = known.get(step.carries_out_id or 0)
    return seen
