"""Noting that personal data was shown: called by name in the views that show it."""

from thongsuot.foundation.audit.looks import note_look
from thongsuot.foundation.organisations.models import Person
from thongsuot.interfaces.web.site.request import Request

EXPORT = "EXPORT"


def saw_people(request: Request, unit_path: str, people: int, *, purpose: str = "") -> None:
    """Note that a list of so many people of a unit was shown, or (EXPORT) taken away as a file."""
    note_look(request.person, page=_page(request), unit_path=unit_path, people=people, purpose=purpose, at=request.now)


def saw_person(request: Request, person: Person, *, purpose: str = "") -> None:
    """Note that what is kept about one person was shown, or (EXPORT) taken away as a file. One's own data leaves no line."""
    note_look(
        request.person,
        page=_page(request),
        unit_path=person.path,
        person_id=person.pk,
        purpose=purpose,
        at=request.now,
    )


def _page(request: Request) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
