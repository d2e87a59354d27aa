"""A campaign of any size: units and people by set-based SQL, the campaign, its roll and its figures by the product's own actions.

The small one and the large one have the same units where a page draws them, 90 organisations with 3 parts each; the large one
goes on below: each part holds many cells. Two thirds of the organisations have studied.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone

from thongsuot.domain.directives.actions import register_directive
from thongsuot.domain.directives.models import DirectiveKind
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.plans.actions.campaigns import create_campaign
from thongsuot.domain.plans.actions.roll import freeze_roll
from thongsuot.domain.plans.actions.schemes import adopt_scheme
from thongsuot.domain.plans.frame import Frame
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.campaign import ObligationKind, Strength
from thongsuot.domain.study.actions.classes import open_class, start_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import Form
from thongsuot.domain.study.settling import settle
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.text import folded, person_sort_key, split_name
from thongsuot.foundation.core.trees import child_path
from thongsuot.foundation.organisations.actions.units import open_root
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.interfaces.cli.demonstration.names import People

BUILDER = SystemActor("thongsuot bench")
SEED = "bench"
BASES, PARTS, PEOPLE_A_CELL, NAMES = 90, 3, 21, 2_000
STUDIED_BASES = 60
_BATCH = 20_000
_OPENED = date(2021, 1, 4)

_UNITS = """
INSERT INTO organisations_unit (public_id, code, issuer_id, kind_id, parent_id, path, name, name_folded, "order", opened_on)
SELECT %(mark)s || lpad((row_number() OVER (ORDER BY p.path, s.n))::text, 8, '0'), p.code || '.' || s.n, %(root)s, k.id, p.id,
       p.path || s.step, %(word)s || ' ' || p.code || '.' || s.n, %(folded)s || ' ' || lower(p.code) || '.' || s.n, s.n, %(opened)s
FROM organisations_unit p CROSS JOIN unnest(%(steps)s::text[]) WITH ORDINALITY s (step, n)
JOIN organisations_unitkind k ON k.code = %(kind)s
WHERE starts_with(p.path, %(path)s) AND length(p.path) = %(length)s
"""
_VERSIONS = """
INSERT INTO organisations_unitversion (unit_id, name, kind_id, parent_id, path, valid_from)
SELECT id, name, kind_id, parent_id, path, opened_on FROM organisations_unit WHERE starts_with(path, %(path)s) AND path <> %(path)s
"""
_PEOPLE = """
INSERT INTO organisations_person (public_id, full_name, family_name, middle_name, given_name, name_folded, sort_key, born_on, sex,
    ethnicity, phone, email, card_number_encrypted, citizen_number_encrypted, note, home_id, path)
SELECT %(mark)s || lpad((row_number() OVER ())::text, 8, '0'), b.whole, b.family, b.middle, b.given, b.folded, b.sorted,
       date '1960-01-01' + ((c.id * 131 + s.n * 17) %% 14000)::int, 'MALE', 'Kinh', '', '', '', '', '', c.id, c.path
FROM organisations_unit c CROSS JOIN generate_series(1, %(people)s) s (n)
JOIN bench_name b ON b.n = (c.id * 37 + s.n * 101) %% %(names)s
WHERE starts_with(c.path, %(path)s) AND length(c.path) = %(length)s
"""
_MEMBERSHIPS = """
INSERT INTO organisations_membership (person_id, of_unit_id, path, category, is_home, valid_from)
SELECT id, home_id, path, 'OFFICIAL', true, %(opened)s FROM organisations_person WHERE starts_with(path, %(path)s)
"""
_ATTENDED = """
INSERT INTO study_attendance (session_id, entry_id, path, version, presence, source, reason, happened_on, recorded_at, recorded_by)
SELECT %(session)s, e.id, e.path, 1, 'PRESENT', 'list', '', date '2021-05-01' + (e.id %% 40)::int, %(at)s, 'bench'
FROM plans_rollentry e JOIN plans_campaignunit u ON starts_with(e.path, u.path) AND u.parent_id = %(top)s AND u."order" <= %(bases)s
RETURNING entry_id
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A campaign with its people: the officer's account, its open class, and roll entries that have not studied."""

    campaign: Campaign
    account: Account
    officer: Person
    open_class: StudyClass
    people: int

    def not_studied(self) -> list[tuple[int, int, str, str]]:
        """Return (entry, edition, public id, path) of those who have not studied, spread over the units."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT e.id, e.edition_id, e.public_id, e.path FROM plans_rollentry e JOIN plans_rolledition r ON r.id = e.edition_id
                WHERE r.campaign_id = %s AND NOT EXISTS (SELECT FROM study_attendance a WHERE a.entry_id = e.id)
                ORDER BY hashint8(e.id)
                """,
                [self.campaign.pk],
            )
            return cursor.fetchall()


def make_crowd(slug: str, cells_at_part: int) -> Crowd:
    """Make a campaign of 90 organisations of 3 parts each; a part is a cell, or holds `cells_at_part` cells, 20 people each."""
    root = open_root(code=slug.upper(), name=f"Đảng bộ {slug}", kind="ABOVE_BASE", by=BUILDER, at=_at(1, 4))
    _fill(root, slug, cells_at_part)
    officer, account = _officer(root, slug)
    campaign = _campaign(root, slug, officer)
    held = _class(campaign, officer, "Lớp đã học")
    _study(campaign, held)
    people = campaign.rolls.get().entries.count()
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Crowd(campaign, account, officer, _class(campaign, officer, "Lớp đang học"), people)


def _fill(root: Unit, slug: str, cells_at_part: int) -> None:
    levels = [("b", BASES, "BASE_COMMITTEE", "Đảng bộ"), ("p", PARTS, "SECTION", "Đảng bộ bộ phận")]
    levels += [("c", cells_at_part, "SUBORDINATE_CELL", "Chi bộ")] if cells_at_part else []
    common = {"root": root.pk, "path": root.path, "opened": _OPENED}
    length = len(root.path)
    with connections["owner"].cursor() as cursor:
        for letter, children, kind, word in levels:
            steps = [child_path("", n) for n in range(1, children + 1)]
            told: dict[str, Any] = {
                "mark": slug[0] + letter,
                "steps": steps,
                "kind": kind,
                "word": word,
                "folded": folded(word),
            }
            cursor.execute(_UNITS, common | told | {"length": length})
            length += len(steps[0])
        cursor.execute(_VERSIONS, common)
        _name_pool(cursor)
        told = {"mark": slug[0] + "n", "people": PEOPLE_A_CELL, "names": NAMES, "length": length}
        cursor.execute(_PEOPLE, common | told)
        cursor.execute(_MEMBERSHIPS, common)
        cursor.execute("ANALYZE")  # the roll is frozen next, over tables the server knows nothing of yet


def _name_pool(cursor: Any) -> None:
    """Put invented names, split, folded and sorted as the product does it, where the statement above finds them."""
    source = People(SEED)
    cursor.execute(
        "CREATE TEMP TABLE IF NOT EXISTS bench_name"
        " (n int PRIMARY KEY, whole text, family text, middle text, given text, folded text, sorted text)"
    )
    cursor.execute("TRUNCATE bench_name")
    with cursor.copy("COPY bench_name FROM STDIN") as copy:
        for n in range(NAMES):
            name = source.next().name
            family, middle, given = split_name(name)
            copy.write_row((n, name, family, middle, given, folded(name), person_sort_key(family, middle, given)))


def _officer(root: Unit, slug: str) -> tuple[Person, Account]:
    officer = Person.objects.filter(path__startswith=root.path).order_by("pk")[0]
    grant_role(root, person_id=officer.pk, role=Role.OFFICER, by=BUILDER, at=_at(1, 5))
    account = open_account(officer, login=f"{slug}@bench.example", by=BUILDER, at=_at(1, 5))
    return officer, account


def _campaign(root: Unit, slug: str, officer: Person) -> Campaign:
    directive = register_directive(
        root,
        issuer="Bộ Chính trị",
        kind=DirectiveKind.DIRECTIVE,
        number=f"01-CT/{slug}",
        issued_on=date(2021, 3, 9),
        title="Về nghiên cứu, học tập, quán triệt",
        by=officer,
        at=_at(3, 10),
    )
    scheme = adopt_scheme(
        root,
        name="Đề án",
        targets={
            "members": (Strength.AIM, Decimal("0.98")),
            "non_members": (Strength.AIM, Decimal("0.90")),
            "hold_study": (Strength.DUTY, Decimal(1)),
            "study_plan": (Strength.DUTY, Decimal(1)),
            "action_programme": (Strength.DUTY, Decimal(1)),
        },
        in_force_from=date(2021, 1, 4),
        by=officer,
        at=_at(3, 11),
    )
    campaign = create_campaign(
        root,
        frame=Frame(
            slug=slug,
            name=f"Học tập, quán triệt {slug}",
            scheme=scheme,
            directives=[directive],
            starts_on=date(2021, 4, 1),
            ends_on=date(2021, 6, 30),
            place="Sơn Giang",
            deadlines=dict.fromkeys(ObligationKind, date(2021, 6, 30)),
        ),
        by=officer,
        at=_at(3, 12),
    )
    freeze_roll(campaign, as_of=date(2021, 3, 31), by=officer, at=_at(4, 1))
    return campaign


def _class(campaign: Campaign, officer: Person, name: str) -> StudyClass:
    """Open a class of the whole campaign and start it."""
    top = CampaignUnit.objects.get(campaign=campaign, parent=None)
    study_class = open_class(
        top,
        name=name,
        form=Form.IN_PERSON,
        starts_at=_at(6, 15),
        ends_at=_at(6, 15, 17),
        directives=list(campaign.directives.all()),
        audiences=list(campaign.audiences.filter(code="members")),
        by=officer,
        at=_at(6, 1),
    )
    start_class(study_class, by=officer, at=_at(6, 15))
    return study_class


def _study(campaign: Campaign, held: StudyClass) -> None:
    """Two thirds of the organisations attended: facts by one statement, then the product's own settling and folding."""
    top = CampaignUnit.objects.get(campaign=campaign, parent=None)
    told: dict[str, Any] = {"session": held.sessions.get().pk, "at": _at(6, 10), "top": top.pk, "bases": STUDIED_BASES}
    with connections["owner"].cursor() as cursor:
        cursor.execute(_ATTENDED, told)
        entries = [entry for (entry,) in cursor.fetchall()]
    for first in range(0, len(entries), _BATCH):
        with transaction.atomic():
            settle(entries[first : first + _BATCH], at=_at(6, 10))
    fold_all()


def _at(month: int, day: int, hour: int = 8) -> datetime:
    return timezone.make_aware(datetime(2021, month, day, hour))
