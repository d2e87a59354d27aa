"""Whom a list means. Name, birth date and unit together are a person; anything less is asked, nobody is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from thongsuot.domain.plans.models import CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.roll import roll_in_force
from thongsuot.domain.study.attendance_file import AttendanceRow
from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.core.trees import ancestor_paths, is_within, subtree_range
from thongsuot.foundation.files.sheets import Option, Question
from thongsuot.foundation.organisations.roster.faults import Fault

SKIP = "skip"
_ALIKE = 80  # of 100: names that differ by a letter or two
_PROPOSED, _NEAREST = 4, 3


@dataclass(slots=True)
class Matches:
    """Roll entries by row, what could not be matched, and what a person must decide."""

    entries: dict[int, RollEntry] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)


def match_people(study_class: StudyClass, rows: Sequence[AttendanceRow], answers: Mapping[str, str]) -> Matches:
    """Match rows to the roll of the class's units; nothing is changed. A question is answered by a person's public id or `skip`.

    The unit of a row may be any that the person belongs to, from the cell up, by name or code. Five statements.
    """
    people = _People(study_class, rows)
    matches = Matches()
    taken: dict[int, int] = {}
    for row in rows:
        found = people.sure(row)
        if found is None:
            found = _decided(row, people, answers, matches)
        if found is None:
            continue
        if found.pk in taken:
            words = {"row": taken[found.pk]}
            matches.errors.append(Fault(row.row, "twice_in_file", _("Trùng người với dòng %(row)s.") % words))
            continue
        taken[found.pk] = row.row
        matches.entries[row.row] = found
    return matches


def _decided(row: AttendanceRow, people: "_People", answers: Mapping[str, str], matches: Matches) -> RollEntry | None:
    """Return whom a person said the row means; ask where nobody has said it, and fault the row where nobody can be meant."""
    proposed = people.proposed(row)
    if not proposed:
        matches.errors.append(people.stranger(row))
        return None
    code = f"person_{row.row}"
    answer = answers.get(code, "")
    if answer == SKIP:
        matches.skipped.append(row.row)
        matches.errors.append(Fault(row.row, "skipped", _("Bỏ qua theo trả lời.")))
        return None
    chosen = next((entry for entry in proposed if entry.public_id == answer), None)
    if chosen is None:
        options = [Option(entry.public_id, people.described(entry)) for entry in proposed]
        skip = Option(SKIP, _("Không phải người nào ở trên, bỏ qua dòng này"))
        matches.questions.append(Question(code, _asked(row), (*options, skip)))
    return chosen


def _asked(row: AttendanceRow) -> str:
    born = date_format(row.born_on, "SHORT_DATE_FORMAT") if row.born_on else _("không ghi ngày sinh")
    return _("Dòng %(row)s: %(name)s, %(born)s, %(unit)s. Đó là ai?") % {
        "row": row.row,
        "name": row.name,
        "born": born,
        "unit": row.unit or _("không ghi đơn vị"),
    }


class _People:
    """The roll entries that the rows of a list could mean."""

    def __init__(self, study_class: StudyClass, rows: Sequence[AttendanceRow]) -> None:
        self.tops = list(study_class.participants.values_list("path", flat=True))
        units = CampaignUnit.objects.filter(campaign=study_class.campaign_id)
        self.units = {unit.path: unit for unit in units.only("path", "name", "code")}
        near = Q(person__name_folded__in={folded(row.name) for row in rows})
        near |= Q(person__born_on__in={row.born_on for row in rows if row.born_on})
        self.edition = roll_in_force(study_class.campaign)
        entries = (
            RollEntry.objects.filter(near, edition=self.edition).select_related("person").order_by("sort_key", "pk")
        )
        self.by_name: dict[str, list[RollEntry]] = {}
        self.by_birth: dict[object, list[RollEntry]] = {}
        for entry in entries:
            self.by_name.setdefault(folded(entry.person.full_name), []).append(entry)
            self.by_birth.setdefault(entry.person.born_on, []).append(entry)

    def sure(self, row: AttendanceRow) -> RollEntry | None:
        """Return the one person of this very name, birth date and unit."""
        alike = [e for e in self.by_name.get(folded(row.name), []) if self._is_same(e, row)]
        return alike[0] if len(alike) == 1 else None

    def proposed(self, row: AttendanceRow) -> list[RollEntry]:
        """Return people of the class's units who may be meant: of this name, or born that day with a name much like it."""
        wanted = folded(row.name)
        born = self.by_birth.get(row.born_on, []) if row.born_on else []
        alike = [e for e in born if ratio(folded(e.person.full_name), wanted) >= _ALIKE]
        found = {e.pk: e for e in [*self.by_name.get(wanted, []), *alike] if self._is_of_class(e)}
        ranked = sorted(
            found.values(), key=lambda e: (not self._is_of_unit(e, row.unit), e.person.born_on != row.born_on)
        )
        return ranked[:_PROPOSED]

    def stranger(self, row: AttendanceRow) -> Fault:
        """Say that nobody of the class is meant, and where a person of this name and birth date belongs."""
        there = [e for e in self.by_name.get(folded(row.name), []) if row.born_on and e.person.born_on == row.born_on]
        if there:
            words = {"name": row.name, "unit": self._places(there[0])[-1].name}
            return Fault(
                row.row, "of_another_unit", _("%(name)s thuộc %(unit)s, không thuộc các đơn vị của lớp.") % words
            )
        said = _("Không có %(name)s trong danh sách đã chốt.") % {"name": row.name}
        near = self._nearest(row.name)
        if near:
            said += " " + _("Gần giống: %(names)s.") % {"names": "; ".join(near)}
        return Fault(row.row, "not_on_roll", said)

    def described(self, entry: RollEntry) -> str:
        """Return a person as an answer to choose."""
        born = entry.person.born_on
        parts = [entry.person.full_name, date_format(born, "SHORT_DATE_FORMAT") if born else ""]
        return " · ".join(filter(None, [*parts, *(unit.name for unit in reversed(self._places(entry)[1:]))]))

    def _nearest(self, name: str) -> list[str]:
        """Return at most three people of the class with a name much like this one: to be read, never taken for it."""
        names = {pk: folded(entry.person.full_name) for pk, entry in self.of_class.items()}
        found = extract(folded(name), names, scorer=ratio, limit=_NEAREST, score_cutoff=_ALIKE)
        return [self.described(self.of_class[key]) for _name, _score, key in found]

    @cached_property
    def of_class(self) -> dict[int, RollEntry]:
        """Everybody of the class's units, asked for only when somebody on the list is nobody there."""
        places = Q(pk__in=[])
        for low, high in map(subtree_range, self.tops):
            places |= Q(path__gte=low, path__lt=high)
        people = RollEntry.objects.filter(places, edition=self.edition).select_related("person")
        return {entry.pk: entry for entry in people.order_by("sort_key", "pk")}

    def _is_same(self, entry: RollEntry, row: AttendanceRow) -> bool:
        same_name = nfc(entry.person.full_name).casefold() == row.name.casefold()
        same_birth = row.born_on is not None and entry.person.born_on == row.born_on
        return same_name and same_birth and self._is_of_unit(entry, row.unit) and self._is_of_class(entry)

    def _is_of_class(self, entry: RollEntry) -> bool:
        return any(is_within(entry.path, top) for top in self.tops)

    def _is_of_unit(self, entry: RollEntry, unit: str) -> bool:
        return bool(unit) and any(unit == u.code or folded(unit) == folded(u.name) for u in self._places(entry))

    def _places(self, entry: RollEntry) -> list[CampaignUnit]:
        """Return the units a person belongs to, from the top down."""
        return [self.units[path] for path in ancestor_paths(entry.path) if path in self.units]
