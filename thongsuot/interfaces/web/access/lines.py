"""Lines of the pages of access: who holds what, where it comes from, until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import NOT_DELEGATED, PERMISSIONS_OF_ROLE, Origin, Role
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.accounts.actions import invite_people
from thongsuot.foundation.accounts.invitations import TO_INVITE, Standing, holders_of
from thongsuot.foundation.organisations.entrusting import people_by_key, posts_by_key, unit_names_by_key
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.queries import names_by_label
from thongsuot.interfaces.web.access.words import PERMISSIONS, from_text, reach_text, until_text


@dataclass(frozen=True, slots=True)
class RightLine:
    """Somebody's role at a unit. `invite`: whose account is to be opened by whoever looks; `no_account`: they cannot come in yet."""

    grant: Grant
    person: Person
    role: str
    reach: str
    unit: str
    origin: str
    until: str
    starts: str
    no_account: str
    invite: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One's own role: where, how far, from where, until when, and what it lets one do."""

    grant: Grant
    role: str
    unit: str
    reach: str
    origin: str
    until: str
    permits: list[str]


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """What one delegated: to whom, which role where, until when."""

    grant: Grant
    name: str
    role: str
    unit: str
    until: str
    starts: str


def right_lines(viewer: Viewer, grants: Sequence[Grant], *, at: datetime) -> list[RightLine]:
    """Return grants with the people who hold them. A fixed number of statements. Whoever is there no more has no line."""
    from_whom = [grant.taken_from.person_id for grant in grants if grant.taken_from]
    people = people_by_key([grant.person_id for grant in grants] + from_whom)
    origins = origin_texts(viewer, grants, people)
    held = [people[grant.person_id] for grant in grants if grant.person_id in people]
    standings = {holder.person.pk: holder.standing for holder in holders_of(held, at=at)}
    names = unit_names_by_key({grant.unit_id for grant in grants})
    lines = []
    for grant in grants:
        if person := people.get(grant.person_id):
            no_account, invite = _account_text(viewer, person, standings[person.pk])
            lines.append(
                RightLine(
                    grant=grant,
                    person=person,
                    role=str(Role(grant.role).label),
                    reach=reach_text(grant),
                    unit=names.get(grant.unit_id, ""),
                    origin=origins[grant.pk],
                    until=until_text(grant),
                    starts=from_text(grant, viewer.on),
                    no_account=no_account,
                    invite=invite,
                    may_end=grant.origin != Origin.POST,
                )
            )
    return sorted(lines, key=lambda line: (line.person.sort_key, line.grant.pk))


def own_lines(viewer: Viewer, grants: Sequence[Grant]) -> list[OwnLine]:
    """Return one's own roles in words. A fixed number of statements."""
    names = unit_names_by_key({grant.unit_id for grant in grants})
    people = people_by_key([grant.taken_from.person_id for grant in grants if grant.taken_from])
    origins = origin_texts(viewer, grants, people)
    return [
        OwnLine(
            grant=grant,
            role=str(Role(grant.role).label),
            unit=names.get(grant.unit_id, ""),
            reach=reach_text(grant),
            origin=origins[grant.pk],
            until=until_text(grant),
            permits=permits_of(grant),
        )
        for grant in grants
    ]


def delegation_lines(viewer: Viewer, grants: Iterable[Grant]) -> list[DelegationLine]:
    """Return what one delegated. Two statements."""
    grants = list(grants)
    people = people_by_key([grant.person_id for grant in grants])
    names = unit_names_by_key({grant.unit_id for grant in grants})
    return [
        DelegationLine(
            grant,
            people[grant.person_id].full_name,
            str(Role(grant.role).label),
            names.get(grant.unit_id, ""),
            until_text(grant),
            from_text(grant, viewer.on),
        )
        for grant in grants
        if grant.person_id in people
    ]


def permits_of(grant: Grant) -> list[str]:
    """Return what a grant lets one do, in the order of the list of permissions."""
    held = PERMISSIONS_OF_ROLE[grant.role]
    if grant.origin == Origin.DELEGATED:
        held -= NOT_DELEGATED
    return [str(words) for permission, words in PERMISSIONS.items() if permission in held]


def origin_texts(viewer: Viewer, grants: Sequence[Grant], people: Mapping[int, Person]) -> dict[int, str]:
    """Return where each grant comes from, in words. Two statements."""
    posts = posts_by_key([grant.appointment_id for grant in grants if grant.appointment_id])
    givers = names_by_label(viewer, [grant.granted_by for grant in grants])
    return {grant.pk: _origin_text(grant, posts, givers, people) for grant in grants}


def _origin_text(
    grant: Grant, posts: Mapping[int, str], givers: Mapping[str, str], people: Mapping[int, Person]
) -> str:
    words = {
        Origin.GIVEN: _given_text(grant.valid_from, givers.get(grant.granted_by, "")),
        Origin.POST: _("theo chức vụ %(post)s") % {"post": posts.get(grant.appointment_id or 0, "")},
        Origin.ACTING: _("tạm thời phụ trách"),
    }
    said = words.get(Origin(grant.origin), "")
    if grant.taken_from:
        holder = people.get(grant.taken_from.person_id)
        said = _("%(name)s ủy quyền") % {"name": holder.full_name} if holder else _("được ủy quyền")
    return f"{said} ({grant.basis})" if grant.basis else said


def _given_text(day: date, giver: str) -> str:
    said = {"day": date_format(day, "DATE_FORMAT"), "giver": giver}
    return _("%(giver)s giao ngày %(day)s") % said if giver else _("giao ngày %(day)s") % said


def _account_text(viewer: Viewer, person: Person, standing: Standing) -> tuple[str, str]:
    """Return why somebody cannot come in yet, and whose account whoever looks may open."""
    if standing == Standing.IN_USE:
        return "", ""
    if standing == Standing.CLOSED:
        return _("tài khoản đã đóng"), ""
    said = _("chưa có tài khoản") if standing in TO_INVITE else _("đã mời, chưa vào")
    if invite_people.allowed(viewer, person):
        return said, person.public_id
    return _("%(said)s; cán bộ theo dõi của %(unit)s mở") % {"said": said, "unit": person.home.name}, ""
