"""A small world in which everything exists five times: at the subject's own unit, below, above, beside, and in a foreign tree.

Every text of a place bears a token of that place: whoever reads it on a page has seen that place.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.test import Client

from tests.builders.organisations import make_grant, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive
from tests.builders.privacy import make_incident, make_request
from tests.builders.programmes import make_programme
from tests.builders.reports import make_draft, make_frozen
from tests.builders.study import entry_of, make_sheet
from tests.builders.web import sign_in
from thongsuot.domain.plans.actions.documents import Issue
from thongsuot.domain.plans.actions.roll import freeze_roll
from thongsuot.domain.plans.actions.study_plans import issue_study_plan
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.study.actions.claims import claim_presence
from thongsuot.domain.study.actions.classes import open_class, start_class
from thongsuot.domain.study.actions.merging import merge_people
from thongsuot.domain.study.actions.sheets import attach_sheets
from thongsuot.domain.study.actions.stewards import name_steward
from thongsuot.domain.study.models import DoorClaim
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.access.actions import delegate_role, end_grant
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.sessions import PROVED
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.clock import local_day, ticking_now
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.actions.people import appoint, enrol_person
from thongsuot.foundation.organisations.actions.reorganising import draft_reorganisation
from thongsuot.foundation.organisations.actions.transfers import offer_transfer
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.privacy.actions.hiding import ask_erasure

SYSTEM = SystemActor("tests")
AT = datetime(2021, 6, 15, 2, 0, tzinfo=UTC)
BORN = date(1975, 2, 3)
OWN, BELOW, ABOVE, BESIDE, FOREIGN = "own", "below", "above", "beside", "foreign"
# Whom a person of a place is leaving for: nobody's transfer touches the units of who looks but those that begin there.
_TOWARDS = {OWN: BELOW, BELOW: OWN, ABOVE: FOREIGN, BESIDE: FOREIGN, FOREIGN: BESIDE}
PLACES = (OWN, BELOW, ABOVE, BESIDE, FOREIGN)


def name_token(place: str) -> str:
    """Return the word that stands in every name of a person of a place, and nowhere else."""
    return f"Qn{place}"


def unit_token(place: str) -> str:
    """Return the word of a unit's name: of the units above, everybody may know the name."""
    return f"Qu{place}"


def text_token(place: str) -> str:
    """Return the word that stands in every other text of a place: a class, a plan, a file."""
    return f"Qt{place}"


def paper_token(place: str) -> str:
    """Return the word of a document that a unit keeps: all below may read it."""
    return f"Qd{place}"


@dataclass
class World:
    """The places with what stands at each by the names of addresses' parameters, and who looks."""

    at: dict[str, SimpleNamespace] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)
    has_frame: bool = True


def make_world() -> World:
    """Make the world, and sign in everybody who looks at it from the unit `own`."""
    world = World()
    units = _units()
    people = {place: _person(unit, place, "Một") for place, unit in units.items()}
    campaigns = _campaigns(units)
    for place, unit in units.items():
        campaign = campaigns[FOREIGN if place == FOREIGN else OWN]
        world.at[place] = _objects(place, unit, people[place], campaign, towards=units[_TOWARDS[place]])
    _subjects(world, units)
    return world


def _units() -> dict[str, Unit]:
    def named(place: str, parent: Unit | None = None) -> Unit:
        return make_unit(parent, code=f"Z{place}", name=f"Đơn vị {unit_token(place)}")

    above, foreign = named(ABOVE), make_unit(name="Khối ngoài", code="ZNGOAI")
    own = named(OWN, above)
    return {
        OWN: own,
        BELOW: named(BELOW, own),
        ABOVE: above,
        BESIDE: named(BESIDE, above),
        FOREIGN: named(FOREIGN, foreign),
    }


def _person(unit: Unit, place: str, given: str) -> Person:
    return enrol_person(unit, full_name=f"Lò {name_token(place)} {given}", born_on=BORN, by=SYSTEM, at=AT)


def _campaigns(units: dict[str, Unit]) -> dict[str, Campaign]:
    campaigns = {}
    for place, slug, over in ((OWN, "nq13", units[ABOVE]), (FOREIGN, "ngoai", units[FOREIGN].parent)):
        assert over is not None
        directive = make_directive(over, number=f"{len(campaigns)}1-NQ/ĐH", title=f"Nghị quyết {slug}")
        campaigns[place] = make_campaign(over, slug=slug, directives=[directive])
        freeze_roll(campaigns[place], as_of=local_day(AT), by=SYSTEM, at=AT)
    return campaigns


def _objects(place: str, unit: Unit, person: Person, campaign: Campaign, *, towards: Unit) -> SimpleNamespace:
    """Make one of everything at a place. Names are those of the parameters in addresses, as the table of policies uses them."""
    here = campaign_unit_of(campaign, unit)
    found: dict[str, Any] = {
        "unit": unit.public_id,
        "code": unit.code,
        "slug": campaign.slug,
        "person": person.public_id,
    }
    found |= _study(place, here, person)
    found |= _documents(place, here)
    found |= _roster(place, unit, towards)
    found |= _privacy(place, unit)
    found["directive"] = make_directive(
        unit, number=f"{unit.pk}-CT/ĐU", title=f"Chỉ thị {paper_token(place)}"
    ).public_id
    found["number"] = AuditEntry.objects.filter(unit_path=unit.path).latest("pk").pk
    holder = _person(unit, place, "Việc")
    found["grant"] = make_grant(holder, unit, Role.SECRETARY).pk
    return SimpleNamespace(**found)


def _study(place: str, here: CampaignUnit, person: Person) -> dict[str, Any]:
    campaign = here.campaign
    study_class = open_class(
        here,
        name=f"Lớp {text_token(place)}",
        form=Form.IN_PERSON,
        starts_at=AT,
        ends_at=AT + timedelta(hours=4),
        directives=list(campaign.directives.all()),
        audiences=[campaign.audiences.get(code="members")],
        by=SYSTEM,
        at=AT,
    )
    start_class(study_class, by=SYSTEM, at=AT)
    claim_presence(study_class.public_id, full_name=person.full_name, born_on=BORN, at=AT)
    sheet = make_sheet(f"ky-{text_token(place)}.jpg")
    attach_sheets(study_class, files=[sheet], by=SYSTEM, at=AT)
    claim = DoorClaim.objects.filter(study_class=study_class).first()
    return {
        "class": study_class.public_id,
        "class_row": study_class,
        "entry": entry_of(campaign, person).public_id,
        "claim": claim.public_id if claim else "0",
        "file": sheet.public_id,
    }


def _documents(place: str, here: CampaignUnit) -> dict[str, Any]:
    issue = Issue(f"01-KH/{text_token(place)}", date(2021, 6, 1), f"Kế hoạch {text_token(place)}")
    draft = make_draft(here)
    return {
        "plan": issue_study_plan(here, issue=issue, by=SYSTEM, at=AT).public_id,
        "programme": make_programme(here, number=f"02-CTr/{text_token(place)}", at=AT).public_id,
        "draft": draft.public_id,
        "frozen": make_frozen(draft).public_id,
    }


def _roster(place: str, unit: Unit, towards: Unit) -> dict[str, Any]:
    leaving, holding = _person(unit, place, "Chuyển"), _person(unit, place, "Chức")
    post = appoint(unit, person=holding, post=Post.COMMITTEE_MEMBER, valid_from=date(2020, 1, 1), by=SYSTEM, at=AT)
    one, other = _person(unit, place, "Gộp"), _person(unit, place, "Gộp")
    file = store(BytesIO(place.encode()), name=f"{text_token(place)}.csv", purpose="roster", by="tests", at=AT)
    told = {"title": f"Phương án {text_token(place)}", "takes_effect_on": date(2021, 7, 1)}
    return {
        "holder": holding.public_id,
        "post": post.pk,
        "transfer": offer_transfer(leaving, to_unit=towards, by=SYSTEM, at=AT).public_id,
        "merge": merge_people(one, merged=other, by=SYSTEM, at=AT).public_id,
        # set aside, so that no page reads it in the jail again and again
        "import": RosterImport.objects.create(into=unit, file=file, set_aside_at=AT).public_id,
        "reorganisation": draft_reorganisation(unit, **told, by=SYSTEM, at=AT).public_id,  # type: ignore[arg-type]
    }


def _privacy(place: str, unit: Unit) -> dict[str, Any]:
    asking, leaving = _person(unit, place, "Hỏi"), _person(unit, place, "Rời")
    leaving.memberships.update(valid_from=date(2020, 1, 1), valid_until=date(2021, 1, 1))
    return {
        "request": make_request(asking).public_id,
        "erasure": ask_erasure(leaving, reason="Theo đơn", by=SYSTEM, at=AT).public_id,
        "incident": make_incident(unit).public_id,
    }


def _subjects(world: World, units: dict[str, Unit]) -> None:
    """Sign in who looks: each role at the unit `own`, and whoever holds it no longer, by delegation, or at one door only."""
    own = units[OWN]
    for word, role in {
        "officer": Role.OFFICER,
        "secretary": Role.SECRETARY,
        "rapporteur": Role.RAPPORTEUR,
        "inspector": Role.INSPECTOR,
    }.items():
        person = _person(own, "self", word)
        make_grant(person, own, role)
        world.clients[word] = sign_in(person)
    steward, member, former, delegate = (
        _person(own, "self", word) for word in ("steward", "member", "former", "delegate")
    )
    name_steward(world.at[OWN].class_row, person=steward, valid_until=date(2021, 7, 1), by=SYSTEM, at=AT)
    end_grant(make_grant(former, own), on=local_day(AT), seen=1, by=SYSTEM, at=AT)
    secretary = Person.objects.get(home=own, given_name="secretary")
    source = Grant.objects.get(person_id=secretary.pk)
    days = {"valid_from": local_day(AT), "valid_until": date(2021, 7, 1)}
    delegate_role(source, person_id=delegate.pk, by=secretary, at=AT, **days)  # type: ignore[arg-type]
    for word, person in (("steward", steward), ("member", member), ("former", former), ("delegate", delegate)):
        world.clients[word] = sign_in(person)
    for client in world.clients.values():
        session = client.session
        session[PROVED] = ticking_now().timestamp()
        session.save()
    world.clients["nobody"] = Client()
    world.cookies = {who: SimpleCookie(client.cookies.output(header="")) for who, client in world.clients.items()}
