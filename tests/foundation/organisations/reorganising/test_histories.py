"""Random histories of a tree, compared on every day with a plain model of it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders.organisations import SYSTEM, make_grant, make_person, make_unit
from tests.builders.reorganisations import change_kind, close, merge, move, part, rename, reorganise, split
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.trees import STEP
from thongsuot.foundation.organisations.actions.reorganising import StepTold, undo_reorganisation
from thongsuot.foundation.organisations.actions.units import rename_unit
from thongsuot.foundation.organisations.models import Membership, Person, Reorganisation, Unit, UnitVersion
from thongsuot.foundation.organisations.tree import tree_on

FIRST = date(2021, 1, 1)
Model = dict[str, tuple[str, str | None]]  # name of the unit then -> its kind, the name above


class _History:
    """A tree that changes from day to day, and beside it what it was on each day, as plain data."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.root = make_unit(kind="ORGANISATION", name="Gốc", opened_on=FIRST)
        self.day = FIRST
        self.number = 0
        self.past: dict[date, Model] = {}
        self.made: list[Reorganisation] = []

    def units(self) -> list[Unit]:
        return list(Unit.objects.filter(closed_on=None).select_related("kind").order_by("path"))

    def drawn(self) -> Unit:
        return self.data.draw(st.sampled_from(self.units()))

    def act(self, what: str) -> None:
        """Do one thing; what is refused leaves the tree as it was, and the day passes all the same."""
        before = self.today()
        try:
            self._do(what)
        except Refusal:
            assert self.today() == before
        self.past[self.day] = self.today()
        self.day += timedelta(days=1)

    def today(self) -> Model:
        """The live tree as plain data."""
        units = Unit.objects.filter(closed_on=None).select_related("kind", "parent")
        return {u.code: (f"{u.name} {u.kind.code}", u.parent.code if u.parent else None) for u in units}

    def _do(self, what: str) -> None:
        at = datetime(self.day.year, self.day.month, self.day.day, 3, tzinfo=UTC)
        unit = self.drawn()
        self.number += 1
        if what == "open":
            kind = self.data.draw(st.sampled_from(["DEPARTMENT", "ORGANISATION", "TEAM"]))
            new = make_unit(unit, code=f"N{self.number}", kind=kind, opened_on=self.day)
            make_grant(make_person(new, at=at), new)
        elif what == "rename":
            rename_unit(unit, name=f"Tên {self.number}", valid_from=self.day, by=SYSTEM, at=at)
        elif what == "undo" and self.made:
            undo_reorganisation(self.data.draw(st.sampled_from(self.made)), by=SYSTEM, at=at)
            self.past.clear()  # it is as if it had not been: earlier days are told anew
        else:
            steps = [self._step(what, unit), *([rename(unit, f"Đổi {self.number}")] if what == "move" else [])]
            self.made.append(reorganise(self.root, *steps, on=self.day, at=at))

    def _step(self, what: str, unit: Unit) -> StepTold:
        other = self.drawn()
        if what == "merge":
            return merge(unit, other)
        if what == "close":
            return close(unit)
        if what == "kind":
            return change_kind(unit, self.data.draw(st.sampled_from(["DEPARTMENT", "ORGANISATION", "TEAM"])))
        if what == "split":
            names = [part(f"S{self.number}{n}", f"Phần {self.number}.{n}", unit.kind.code) for n in "ab"]
            return split(unit, *names, goes_on=self.data.draw(st.booleans()))
        return move(unit, other)


_ACTS = st.lists(
    st.sampled_from(["open", "open", "open", "rename", "move", "move", "merge", "split", "close", "kind", "undo"]),
    min_size=4,
    max_size=14,
)


class HistoriesTest(TestCase):
    """Whatever happens to a tree, every day of it can be told."""

    @settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data(), _ACTS)
    def test_tree_on_every_day_is_the_forest_of_that_day(self, data: st.DataObject, acts: list[str]) -> None:
        history = _History(data)

        for act in acts:
            history.act(act)

        for day, told in history.past.items():
            assert _as_model(day) == told
        _assert_forest(sorted({*UnitVersion.objects.values_list("valid_from", flat=True)}))
        _assert_live_paths()


def _as_model(day: date) -> Model:
    versions = tree_on(day).select_related("unit", "parent")
    return {v.unit.code: (f"{v.name} {v.kind.code}", v.parent.code if v.parent else None) for v in versions}


def _assert_forest(days: list[date]) -> None:
    """On each day every unit hangs by its path under the one it names, and no two share a path."""
    for day in days:
        there = {v.unit_id: v for v in tree_on(day)}
        assert len({v.path for v in there.values()}) == len(there) == tree_on(day).count()
        for version in there.values():
            above = there[version.parent_id].path if version.parent_id else ""
            assert version.path[:-STEP] == above
    for unit in Unit.objects.all():
        versions = list(unit.versions.order_by("valid_from"))
        assert versions[0].valid_from == unit.opened_on
        assert versions[-1].valid_until == unit.closed_on
        for early, late in pairwise(versions):
            assert early.valid_until == late.valid_from
            assert (early.name, early.kind_id, early.path) != (late.name, late.kind_id, late.path)
        assert versions[-1].path == unit.path or unit.closed_on is not None


def _assert_live_paths() -> None:
    """Every row that carries a live path carries that of its unit."""
    for unit in Unit.objects.select_related("parent"):
        assert unit.path[:-STEP] == (unit.parent.path if unit.parent else "")
    assert [p for p in Person.objects.select_related("home") if p.path != p.home.path] == []
    assert [m for m in Membership.objects.select_related("of_unit") if m.path != m.of_unit.path] == []
    paths = dict(Unit.objects.values_list("pk", "path"))
    assert [g for g in Grant.objects.all() if g.unit_path != paths[g.unit_id]] == []
