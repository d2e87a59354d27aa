"""The roles that posts bring: they come and go with the appointment, in one set-based statement, whoever writes appointments."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.foundation.access.actions import GrantsMoreThanHeld, refuse_leaving_nobody
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Origin, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.models.appointments import Post

# A member of a committee holds no role by that alone: what they are to do is given to them.
ROLE_OF_POST: dict[str, Role] = {
    Post.SECRETARY: Role.SECRETARY,
    Post.DEPUTY_SECRETARY: Role.SECRETARY,
    Post.RAPPORTEUR: Role.RAPPORTEUR,
    Post.OFFICER: Role.OFFICER,
    Post.INSPECTOR: Role.INSPECTOR,
}


def refuse_post_beyond(unit: Unit, posts: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Refuse posts at a unit that bring a role which whoever appoints does not hold there. Runs inside an action."""
    giver = viewer_for(by, local_day(at))
    for role in {ROLE_OF_POST[post] for post in posts if post in ROLE_OF_POST}:
        if not giver.holds_all(role, REACHES_OF_ROLE[role], unit.path, until=None):
            raise GrantsMoreThanHeld(
                _("Chức vụ này đi kèm việc “%(role)s” mà đồng chí không giữ ở %(unit)s. Đề nghị cấp trên ghi.")
                % {"role": role.label, "unit": unit.name}
            )


def grants_follow_posts(appointments: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Let roles begin and end as these appointments now do, and end what was delegated from them. Runs inside an action.

    Two statements, whatever their number. Refuses to leave nobody who can give roles at a unit.
    """
    _follow("a.id = ANY(%(keys)s)", {"keys": list(appointments)}, by, at)


def grants_follow_import(made: RosterImport, *, by: Actor, at: datetime) -> None:
    """Bring the roles of all posts that an import made, or end them where it is undone. Runs inside an action."""
    _follow("a.made_by_import_id = %(import)s", {"import": made.pk}, by, at)


def end_grants_of_import(made: RosterImport, *, at: datetime) -> None:
    """End the roles of all posts that an import made, before it is undone. Runs inside an action."""
    with connection.cursor() as cursor:
        cursor.execute(_END_OF_IMPORT, {"import": made.pk, "today": local_day(at)})


def _follow(which: str, values: dict[str, Any], by: Actor, at: datetime) -> None:
    roles = list(ROLE_OF_POST.items())
    reaches = [REACHES_OF_ROLE[role] for _post, role in roles]
    values |= {
        "posts": [str(post) for post, _role in roles],
        "roles": [str(role) for _post, role in roles],
        "acts": [str(reach.acts) for reach in reaches],
        "sees": [str(reach.sees) for reach in reaches],
        "searches": [str(reach.searches) for reach in reaches],
        "by": by.actor_label,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW.format(which=which), values)
        ended = [key for key, until in cursor.fetchall() if until is not None]
        cursor.execute(_END_DELEGATED, [ended])
    if ended:
        _refuse_leaving_nobody(ended, local_day(at))


def _refuse_leaving_nobody(ended: Sequence[int], today: date) -> None:
    over = Grant.objects.filter(pk__in=ended, role=Role.OFFICER, origin=Origin.POST, valid_until__lte=today)
    for grant in over:
        refuse_leaving_nobody(grant, today)


_FOLLOW = """
INSERT INTO access_grant AS g (person_id, role, acts, sees, searches, unit_id, unit_path, origin, appointment_id, basis,
    valid_from, valid_until, granted_by, version)
SELECT a.person_id, m.role, m.acts, m.sees, m.searches, a.in_unit_id, a.path, 'POST', a.id, '', a.valid_from, a.valid_until,
    %(by)s, 1
FROM organisations_appointment a
JOIN unnest(%(posts)s::text[], %(roles)s::text[], %(acts)s::text[], %(sees)s::text[], %(searches)s::text[])
    AS m (post, role, acts, sees, searches) ON m.post = a.post
WHERE {which}
ON CONFLICT (appointment_id) DO UPDATE SET valid_until = EXCLUDED.valid_until, version = g.version + 1
WHERE g.valid_until IS DISTINCT FROM EXCLUDED.valid_until
RETURNING id, valid_until
"""
_END_DELEGATED = """
UPDATE access_grant d SET valid_until = greatest(d.valid_from, s.valid_until), version = d.version + 1
FROM access_grant s WHERE s.id = d.taken_from_id AND s.id = ANY(%s) AND d.valid_until > s.valid_until
"""
_END_OF_IMPORT = """
WITH over AS (
    UPDATE access_grant g SET valid_until = greatest(g.valid_from, %(today)s::date), version = g.version + 1
    FROM organisations_appointment a
    WHERE a.made_by_import_id = %(import)s AND g.appointment_id = a.id AND coalesce(g.valid_until > %(today)s, true)
    RETURNING g.id
)
UPDATE access_grant d SET valid_until = greatest(d.valid_from, %(today)s::date), version = d.version + 1
FROM over WHERE d.taken_from_id = over.id AND d.valid_until > %(today)s
"""
