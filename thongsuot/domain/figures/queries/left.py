"""Who has not studied: how many by name at any node, and any page of their names, without walking the others.

How many people with a name have studied is in the stored totals (a standing is worth A or B, a count without names C or D), how
many there are in the roll's. So the tree itself tells where the fiftieth and the fifty-thousandth person stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet, TextField, Value

from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.domain.study.queries.people import not_studied
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer

_LEFT = """
SELECT u.id, u.path, u.parent_id, r.people - coalesce((
    SELECT sum(t.people) FROM figures_storedtotal t
    WHERE t.campaign_unit_id = u.id AND t.audience_id = %(audience)s AND t.directive_id IS NULL AND t.grade IN ('A', 'B')
), 0)::int - coalesce((
    SELECT sum(l.quantity) FROM study_unfoldedlearning q JOIN study_learningledger l ON l.id = q.learning_id
    WHERE q.path >= u.path AND q.path < u.path || '~'
        AND l.audience_id = %(audience)s AND l.directive_id IS NULL AND l.grade IN ('A', 'B')
), 0)::int
FROM plans_campaignunit u JOIN plans_rolltotal r ON r.campaign_unit_id = u.id AND r.audience_id = %(audience)s
WHERE {} ORDER BY u."order", u.path
"""


class LeftLine(NamedTuple):
    """One who has not studied, as a line of a file: where, and the newest reason and presence (None: never in a class)."""

    full_name: str
    unit: str
    path: str
    reason: str
    presence: str | None


@dataclass(frozen=True, slots=True)
class _Node:
    """A unit with the people left at and below it, and how many stand before them in the list."""

    unit_id: int
    path: str
    people: int
    before: int


@dataclass(frozen=True, slots=True)
class LeftNames:
    """The people of an audience who have not studied, in the committee's order of units, then by given name.

    It is a list to be paged: `count()` is told by totals, and a slice descends the tree to the units that hold it, one
    statement a level. `everyone` are the same people, as a queryset in the order of the tree.
    """

    stand: CampaignUnit
    audience: Audience
    everyone: QuerySet[RollEntry]
    is_whole: bool

    def count(self) -> int:
        """Return how many there are. One statement, whatever their number."""
        if not self.is_whole:
            return self.everyone.count()
        return people_left([self.stand.pk], self.audience).get(self.stand.pk, 0)

    def lines(self) -> Iterator[LeftLine]:
        """Yield everybody, for a file: as they are fetched, never all in memory."""
        found = self._slice(0, self.count())
        # The last two are annotations of `not_studied`, which the checker of types cannot know.
        told = found.values_list("person__full_name", "campaign_unit__name", "path", "reason", "latest_presence")  # type: ignore[misc]
        yield from map(LeftLine._make, told.iterator())

    def __getitem__(self, asked: slice) -> list[RollEntry]:
        """Return the people of a slice with both ends."""
        return list(self._slice(asked.start, asked.stop))

    def _slice(self, first: int, last: int) -> QuerySet[RollEntry]:
        if not self.is_whole:
            return self.everyone[first:last]
        places = self._places(first, last)
        if not places:
            return self.everyone.none()
        before = first - places[0].before
        paths = Value([place.path for place in places], ArrayField(TextField()))
        rank = Func(paths, F("path"), function="array_position", output_field=IntegerField())
        found = self.everyone.filter(path__in=[place.path for place in places]).order_by(rank, "sort_key", "pk")
        return found[before : before + last - first]

    def _places(self, first: int, last: int) -> list[_Node]:
        """Return the units whose own people stand in [first, last), in order."""
        top = people_left([self.stand.pk], self.audience).get(self.stand.pk, 0)
        inside = [_Node(self.stand.pk, self.stand.path, top, 0)]
        places = []
        while inside:
            children = _children_of([node.unit_id for node in inside], self.audience)
            shown = [part for node in inside for part in _parts(node, children[node.unit_id])]
            shown = [
                (node, is_own) for node, is_own in shown if node.before < last and first < node.before + node.people
            ]
            places += [node for node, is_own in shown if is_own]
            inside = [node for node, is_own in shown if not is_own]
        return sorted(places, key=lambda place: place.before)


def left_names(viewer: Viewer, stand: CampaignUnit, audience: Audience) -> LeftNames:
    """Return who of an audience has not studied at a unit and below. Names need the right to see names."""
    scope = campaign_scope(viewer, stand.campaign, Permission.SEE_NAMES)
    is_whole = scope.everything or any(stand.path.startswith(top) for top in scope.subtrees)
    everyone = not_studied(viewer, stand, audience).order_by("campaign_unit__path", "sort_key", "pk")
    return LeftNames(stand, audience, everyone, is_whole)


def people_left(unit_ids: Sequence[int], audience: Audience) -> dict[int, int]:
    """Return campaign unit -> people with a name, there and below, who have not studied. One statement.

    From stored totals and what is not folded yet. Callers have checked that the viewer may see the units.
    """
    return {unit: people for unit, _path, _parent, people in _left("u.id = ANY(%(units)s)", unit_ids, audience)}


def _children_of(unit_ids: Sequence[int], audience: Audience) -> dict[int, list[tuple[int, str, int]]]:
    children = defaultdict(list)
    for unit, path, parent, people in _left("u.parent_id = ANY(%(units)s)", unit_ids, audience):
        children[parent].append((unit, path, people))
    return children


def _left(condition: str, unit_ids: Sequence[int], audience: Audience) -> list[tuple[int, str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT.format(condition), {"audience": audience.pk, "units": list(unit_ids)})
        return list(cursor.fetchall())


def _parts(node: _Node, children: Sequence[tuple[int, str, int]]) -> Iterable[tuple[_Node, bool]]:
    """Share a unit's people between itself, which comes first (told by True), and the units below it."""
    own = node.people - sum(people for _unit, _path, people in children)
    before = node.before
    if own:
        yield _Node(node.unit_id, node.path, own, before), True
    before += own
    for unit, path, people in children:
        yield _Node(unit, path, people, before), False
        before += people
