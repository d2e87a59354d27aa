"""Who may have been entered twice. A likeness only proposes: a person decides."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import subtree_range
from thongsuot.foundation.organisations.models import Person, Unit

MOST_PAIRS = 100
_NEARLY_ALIKE = 88
LIKENESSES: dict[str, Promise] = {
    "name_and_birth": _("Cùng họ tên và ngày sinh"),
    "phone": _("Cùng số điện thoại"),
    "email": _("Cùng địa chỉ thư điện tử"),
    "name_without_birth": _("Cùng họ tên, cùng đơn vị, một bên chưa ghi ngày sinh"),
    "nearly_name": _("Cùng ngày sinh và đơn vị, họ tên gần giống"),
}

# Each likeness is found by equality, so that an index or a hash finds it; the weaker ones only within one unit.
_PAIRS = """
WITH seen AS MATERIALIZED (
    SELECT id, home_id, name_folded, born_on, phone, lower(email) AS email FROM organisations_person
    WHERE path >= %(low)s AND path < %(high)s AND merged_into_id IS NULL
), alike AS (
    SELECT a.id AS first, b.id AS second, 'name_and_birth' AS likeness, 1 AS rank
    FROM seen a JOIN seen b ON b.name_folded = a.name_folded AND b.born_on = a.born_on AND b.id > a.id
    UNION ALL
    SELECT a.id, b.id, 'phone', 2 FROM seen a JOIN seen b ON b.phone = a.phone AND b.id > a.id WHERE a.phone <> ''
    UNION ALL
    SELECT a.id, b.id, 'email', 3 FROM seen a JOIN seen b ON b.email = a.email AND b.id > a.id WHERE a.email <> ''
    UNION ALL
    SELECT least(a.id, b.id), greatest(a.id, b.id), 'name_without_birth', 4
    FROM seen a JOIN seen b ON b.name_folded = a.name_folded AND b.home_id = a.home_id AND b.id <> a.id
    WHERE a.born_on IS NULL AND (b.born_on IS NOT NULL OR b.id > a.id)
    UNION ALL
    SELECT a.id, b.id, 'nearly_name', 5
    FROM seen a JOIN seen b ON b.born_on = a.born_on AND b.home_id = a.home_id AND b.id > a.id
    WHERE b.name_folded <> a.name_folded
)
SELECT first, second, (array_agg(likeness ORDER BY rank))[1] AS likeness, min(rank) AS rank FROM alike
WHERE NOT EXISTS (SELECT FROM organisations_twopeople t WHERE t.first_id = alike.first AND t.second_id = alike.second)
GROUP BY first, second ORDER BY rank, first, second LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people who may be one, and in what they are alike."""

    first: Person
    second: Person
    kind: str

    @property
    def words(self) -> str:
        """In what they are alike."""
        return str(LIKENESSES[self.kind])


def possible_duplicates(viewer: Viewer, unit: Unit) -> list[Likeness]:
    """Return at most MOST_PAIRS pairs of people in a unit and below who may be one, the surest first. Two statements.

    Both must lie where the viewer may change the roster. Pairs somebody has held to be two people are left out.
    """
    if not viewer.may(Permission.MANAGE_ORGANISATION, unit.path):
        return []
    low, high = subtree_range(unit.path)
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"low": low, "high": high, "most": 3 * MOST_PAIRS})
        pairs = cursor.fetchall()
    keys = {key for first, second, *_rest in pairs for key in (first, second)}
    people = {p.pk: p for p in Person.objects.filter(pk__in=keys).select_related("home__parent")}
    found = [Likeness(people[first], people[second], kind) for first, second, kind, _rank in pairs]
    return [pair for pair in found if _is_likely(pair)][:MOST_PAIRS]


def people_that_are(person: Person) -> Q:
    """Return the condition on a column `person` that holds for a person and for whoever was merged into them."""
    # By keys: a join with OR would walk everything that has a person.
    return Q(person__in=Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person.pk)).values("pk"))


def _is_likely(pair: Likeness) -> bool:
    if pair.kind != "nearly_name":
        return True
    return fuzz.ratio(pair.first.name_folded, pair.second.name_folded) >= _NEARLY_ALIKE
