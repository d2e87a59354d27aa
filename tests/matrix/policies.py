"""Who may use which address: the table of rights as people decided it, not as the code has it. A route that is not here fails.

Every line names the people of the world (`world.py`) who get in at their own unit and below it; everybody else, everywhere else,
gets the answer of an absent page or a refusal. `at` widens or narrows single places, with the reason beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.world import ABOVE, BELOW, BESIDE, FOREIGN, OWN

Who = frozenset[str]

NOBODY: Who = frozenset()
OFFICER: Who = frozenset({"officer"})
SECRETARIES: Who = OFFICER | {"secretary", "delegate"}
RECORDERS: Who = SECRETARIES | {"rapporteur"}
NAMES: Who = SECRETARIES | {"inspector"}
WORKERS: Who = NAMES | {"rapporteur"}
AUDITORS: Who = OFFICER | {"inspector"}
STEWARD: Who = frozenset({"steward"})
SIGNED_IN: Who = WORKERS | STEWARD | {"member", "former"}
EVERYBODY: Who = SIGNED_IN | {"nobody"}


@dataclass(frozen=True)
class Policy:
    """An address: who gets in where. `uses`: the parameter of the address -> what of a place stands in it, or a fixed value.

    `sent` goes as the query of a GET and the body of a POST. `shows`: tokens that may be seen although they lie elsewhere.
    `names`: people without the right to see names who see those of the place here.
    """

    who: Who
    uses: Mapping[str, Any] = field(default_factory=dict)
    methods: tuple[str, ...] = ("GET",)
    at: Mapping[str, Who] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    shows: frozenset[str] = frozenset()
    names: Who = NOBODY

    @property
    def has_place(self) -> bool:
        """Whether the address or what is sent names something of a place."""
        return any(isinstance(value, Of) for value in (*self.uses.values(), *self.sent.values()))

    def lets_in(self, who: str, place: str) -> bool:
        """Tell whether somebody gets in at a place."""
        inside = self.who if place in (OWN, BELOW) or not self.has_place else NOBODY
        return who in self.at.get(place, inside)


@dataclass(frozen=True)
class Of:
    """Something of the place an address is tried at."""

    name: str


def page(who: Who, **more: Any) -> Policy:
    """Return the policy of an address that only shows."""
    return Policy(who, **more)


def act(who: Who, **more: Any) -> Policy:
    """Return the policy of an address that only does."""
    return Policy(who, methods=("POST",), **more)


def form(who: Who, **more: Any) -> Policy:
    """Return the policy of an address that shows a form and does what it says."""
    return Policy(who, methods=("GET", "POST"), **more)


UNIT, PERSON, SLUG, CODE = Of("unit"), Of("person"), Of("slug"), Of("code")
_HERE = {"slug": SLUG}
_CLASS = {"slug": SLUG, "public_id": Of("class")}
_AT_UNIT = {"slug": SLUG, "code": CODE}
# A campaign is one for all who take part in it, whatever unit its slug came from: only a foreign one is absent.
_IN_CAMPAIGN = {ABOVE: WORKERS, BESIDE: WORKERS}


def _campaign(who: Who) -> dict[str, Who]:
    return {ABOVE: who, BESIDE: who}


def _at_door(who: Who) -> dict[str, Any]:
    """A steward comes in at their own class, and the names of a class are for whoever keeps its door."""
    return {"at": {OWN: who | STEWARD}, "names": RECORDERS | STEWARD, "uses": _CLASS}


def _one(name: str) -> dict[str, Any]:
    return {"uses": {"public_id": Of(name)}}


POLICIES: dict[str, Policy] = {
    # the house
    # a list for everybody shows each what is theirs, and may be empty
    "site:home": page(SIGNED_IN),
    "site:search": page(SIGNED_IN, sent={"q": "Q"}),
    "site:help": page(SIGNED_IN),
    "site:set_language": act(EVERYBODY, sent={"language": "vi"}),
    # coming in, and one's own account: nothing of anybody else
    "accounts:sign_in": form(EVERYBODY),
    "accounts:send_link": act(EVERYBODY),
    "accounts:link_asked": page(EVERYBODY),
    "accounts:enter_link": form(EVERYBODY, uses={"code": "khong-co"}),
    "accounts:slip_code": form(EVERYBODY),
    "accounts:first_password": form(EVERYBODY, uses={"token": "khong-co"}),
    "accounts:second_step": form(EVERYBODY),
    "accounts:passkey_sign_in": act(EVERYBODY),
    "accounts:sign_in_as": act(NOBODY, uses={"role": "can-bo"}),  # in the demonstration alone
    "accounts:sign_out": act(SIGNED_IN),
    "accounts:profile": page(SIGNED_IN),
    "accounts:prove": form(SIGNED_IN),
    "accounts:security": page(SIGNED_IN),
    "accounts:second_step_setup": page(SIGNED_IN),
    "accounts:new_password": form(SIGNED_IN),
    "accounts:new_app": form(SIGNED_IN),
    "accounts:drop_app": act(SIGNED_IN),
    "accounts:new_passkey": form(SIGNED_IN),
    "accounts:drop_passkey": act(SIGNED_IN, uses={"key": 1}),
    "accounts:new_codes": act(SIGNED_IN),
    "accounts:leave_others": act(SIGNED_IN),
    "accounts:leave_session": act(SIGNED_IN, uses={"token": "khong-co"}),
    ":openid_connect_login": page(NOBODY, uses={"provider_id": "khong-co"}),
    ":openid_connect_callback": page(NOBODY, uses={"provider_id": "khong-co"}),
    # other people's accounts
    "accounts:unit_accounts": page(OFFICER, **_one("unit")),
    "accounts:check_invitation": act(OFFICER, **_one("unit")),
    "accounts:invite": act(OFFICER, **_one("unit")),
    "accounts:person_account": page(OFFICER, **_one("person")),
    "accounts:new_way_in": act(OFFICER, **_one("person")),
    "accounts:identify": act(NOBODY, **_one("person")),  # only where a sign-on service is set up
    "accounts:help_person": act(NOBODY, uses={"public_id": PERSON, "act": "dong"}),  # the person has no account
    # who may do what
    "access:unit_rights": page(OFFICER, **_one("unit"), shows=frozenset({"Qnabove"})),  # who may act here from above
    "access:giving": form(
        OFFICER, **_one("unit"), sent={"q": "lo qn"}, shows=frozenset({"Qn", "Qu"})
    ),  # whom one may find
    "access:ending": form(OFFICER, uses={"public_id": UNIT, "key": Of("grant")}),
    "access:stewards": form(SECRETARIES, uses=_CLASS),
    "access:dismissing": act(SECRETARIES, uses=_CLASS | {"key": 0}),
    "access:my_rights": page(SIGNED_IN, shows=frozenset({"Qtown"})),
    "access:delegations": page(SIGNED_IN),
    "access:delegating": form(NOBODY, uses={"key": Of("grant")}),  # another's, whoever asks
    "access:take_back": act(NOBODY, uses={"key": Of("grant")}),
    # people
    "people:person_list": page(WORKERS, sent={"vao": UNIT}),
    "people:new_person": form(OFFICER, sent={"vao": UNIT}),
    "people:person": page(NAMES, **_one("person")),
    "people:correction": form(OFFICER, **_one("person")),
    "people:numbers": form(OFFICER, **_one("person")),
    "people:category": form(OFFICER, **_one("person")),
    "people:new_post": form(OFFICER, **_one("person")),
    "people:end_post": act(OFFICER, uses={"public_id": Of("holder"), "post": Of("post")}),
    "people:new_transfer": form(OFFICER, **_one("person")),
    "people:duplicate_list": page(OFFICER, sent={"vao": UNIT}),
    "people:merge": act(OFFICER, sent={"giu": PERSON, "gop": Of("holder")}),
    "people:two_people": act(OFFICER, sent={"giu": PERSON, "gop": Of("holder")}),
    "people:undo_merge": act(OFFICER, **_one("merge")),
    "people:transfer_list": page(OFFICER),
    "people:asking": form(OFFICER, sent={"vao": UNIT}),
    "people:release": act(OFFICER, **_one("transfer")),
    "people:receive": act(OFFICER, **_one("transfer"), sent={"on": "2021-06-10"}),
    "people:refuse": act(OFFICER, **_one("transfer"), sent={"answer": "Không"}),
    "people:withdraw": act(OFFICER, **_one("transfer"), sent={"answer": "Thôi"}),
    # units
    "organisations:organisation": page(WORKERS, **_one("unit")),
    "organisations:reorganisation_list": page(SECRETARIES),
    "organisations:step": form(OFFICER, sent={"viec": "RENAME", "don-vi": UNIT}),
    "organisations:reorganisation": page(SECRETARIES, **_one("reorganisation")),
    "organisations:amend": act(
        OFFICER, **_one("reorganisation"), sent={"title": "Khác", "takes_effect_on": "2021-07-02", "seen": "0"}
    ),
    "organisations:drop_step": act(OFFICER, **_one("reorganisation"), sent={"so": 1}),
    "organisations:set_aside_draft": act(OFFICER, **_one("reorganisation")),
    "organisations:confirm_draft": act(SECRETARIES, **_one("reorganisation")),
    "organisations:undo_confirmed": act(OFFICER, **_one("reorganisation")),
    "organisations:unit_opening": form(OFFICER, **_one("unit")),
    "organisations:unit_renaming": form(OFFICER, **_one("unit")),
    "organisations:order": act(OFFICER, **_one("unit"), sent={"len": 1}),
    "organisations:totals_import": form(NOBODY, uses=_HERE),  # over the whole campaign, which is held above
    "organisations:import_list": page(OFFICER),
    "organisations:roster_import": page(OFFICER, **_one("import")),
    "organisations:choose_columns": act(OFFICER, **_one("import")),
    "organisations:answer_anew": act(OFFICER, **_one("import")),
    "organisations:carry_out": act(OFFICER, **_one("import")),
    "organisations:set_aside": act(OFFICER, **_one("import")),
    "organisations:undo": act(OFFICER, **_one("import")),
    "organisations:rows_to_correct": page(OFFICER, **_one("import")),
    # documents: what a unit keeps, all below may read
    "directives:directive_list": page(SIGNED_IN),
    "directives:new_directive": form(OFFICER),
    "directives:directive": page(WORKERS, **_one("directive"), at={ABOVE: WORKERS}),
    "directives:directive_file": page(NOBODY, **_one("directive")),  # no file is kept with it
    # the campaign and its plans
    "plans:campaign_list": page(SIGNED_IN),
    "plans:new_campaign": form(OFFICER),
    "plans:scheme_list": page(SIGNED_IN),
    "plans:new_scheme": form(OFFICER),
    "plans:plan": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    "plans:receive_many": act(SECRETARIES, uses=_HERE, at=_campaign(SECRETARIES)),
    "plans:new_event": form(NOBODY, uses=_HERE),  # over the whole campaign
    "plans:freeze": form(NOBODY, uses=_HERE),
    "plans:totals": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    "plans:unit_total": page(WORKERS, uses=_AT_UNIT),
    "plans:unit_plan": page(WORKERS, uses=_AT_UNIT),
    "plans:plan_file": page(NOBODY, uses=_HERE | {"public_id": Of("plan")}),  # no file
    "plans:receive": act(
        NOBODY, uses=_HERE | {"public_id": Of("plan")}, at={BELOW: SECRETARIES}
    ),  # the level above receives
    "plans:ask_supplement": act(NOBODY, uses=_HERE | {"public_id": Of("plan")}, at={BELOW: SECRETARIES}),
    "plans:confirm": act(SECRETARIES, uses=_HERE | {"public_id": Of("plan")}),
    # programmes
    "programmes:programme_list": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    "programmes:next_programme": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    "programmes:programme": page(WORKERS, uses=_HERE | {"public_id": Of("programme")}),
    "programmes:receive": act(NOBODY, uses=_HERE | {"public_id": Of("programme")}, at={BELOW: SECRETARIES}),
    "programmes:ask_supplement": act(NOBODY, uses=_HERE | {"public_id": Of("programme")}, at={BELOW: SECRETARIES}),
    "programmes:confirm": act(SECRETARIES, uses=_HERE | {"public_id": Of("programme")}),
    "programmes:programme_file": page(NOBODY, uses=_HERE | {"public_id": Of("programme")}),  # no file
    "programmes:unit_programme": page(WORKERS, uses=_AT_UNIT),
    # classes
    "study:class_list": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    "study:class_opening": form(SECRETARIES, uses=_HERE, sent={"goc": CODE}),
    "study:own_recording": form(RECORDERS, uses=_HERE, at=_campaign(RECORDERS), names=RECORDERS),
    "study:class_recording": form(RECORDERS, uses=_AT_UNIT, names=RECORDERS),
    "study:listed_class": form(RECORDERS, uses=_AT_UNIT, names=RECORDERS),
    "study:class_counting": form(RECORDERS, uses=_AT_UNIT),
    "study:study_elsewhere": form(RECORDERS, uses=_HERE | {"entry": Of("entry")}, names=RECORDERS),
    "study:study_class": page(WORKERS, **_at_door(WORKERS)),
    "study:start": act(SECRETARIES, uses=_CLASS),
    "study:close": act(SECRETARIES, uses=_CLASS),
    "study:mark": act(
        RECORDERS,
        at={OWN: RECORDERS | STEWARD},
        names=RECORDERS | STEWARD,
        uses=_CLASS | {"entry": Of("entry"), "presence": "co-mat"},
    ),
    "study:mark_rest": act(
        RECORDERS, at={OWN: RECORDERS | STEWARD}, names=RECORDERS | STEWARD, uses=_CLASS | {"presence": "co-mat"}
    ),
    "study:undo": act(RECORDERS, at={OWN: RECORDERS | STEWARD}, uses=_CLASS | {"first": 1, "last": 1}),
    "study:changes": page(WORKERS, **_at_door(WORKERS)),
    "study:attach": act(RECORDERS, uses=_CLASS),
    "study:class_file": page(RECORDERS | NAMES, uses=_CLASS | {"file": Of("file")}),
    "study:list_into_class": form(RECORDERS, uses=_CLASS),
    "study:class_count": form(RECORDERS, uses=_CLASS),
    "study:confirm_count": act(NOBODY, uses=_CLASS | {"code": CODE, "audience": "members"}),  # there is none
    "study:sign_in_sheet": page(WORKERS, **_at_door(WORKERS)),
    "study:door_panel": page(RECORDERS, **_at_door(RECORDERS)),
    "study:projector": page(RECORDERS, **_at_door(RECORDERS)),
    "study:claims": page(RECORDERS, **_at_door(RECORDERS)),
    "study:accept_claim": act(
        RECORDERS, at={OWN: RECORDERS | STEWARD}, uses=_CLASS | {"claim": Of("claim")}, names=RECORDERS | STEWARD
    ),
    "study:decline_claim": act(
        RECORDERS, at={OWN: RECORDERS | STEWARD}, uses=_CLASS | {"claim": Of("claim")}, names=RECORDERS | STEWARD
    ),
    "study:my_page": form(SIGNED_IN, shows=frozenset({"Qtown"})),
    # the door: whoever has read the code on the wall; a class is an announcement
    "door:code_entry": form(EVERYBODY),
    "door:claimed": page(EVERYBODY, uses={"class_id": "khong-co"}, at={OWN: NOBODY}),
    "door:told": page(EVERYBODY, uses={"class_id": "khong-co", "telling": "x"}, at={OWN: NOBODY}),
    "door:check_in": page(EVERYBODY, uses={"class_id": "khong-co", "proof": "x"}, at={OWN: NOBODY}),
    "door:claim": act(EVERYBODY, uses={"class_id": "khong-co", "proof": "x"}, at={OWN: NOBODY}),
    "door:forget": act(EVERYBODY, uses={"class_id": "khong-co", "proof": "x"}),
    # reports
    "reports:report_list": page(WORKERS, uses=_HERE, at=_campaign(WORKERS)),
    # a cell sends no report of its own
    "reports:open_draft": act(SECRETARIES, uses=_HERE, sent={"kind": "result", "unit": CODE}, at={BELOW: NOBODY}),
    "reports:draft": form(SECRETARIES, uses=_HERE | {"public_id": Of("draft")}),
    "reports:freeze": act(SECRETARIES, uses=_HERE | {"public_id": Of("draft")}),
    "reports:draft_file": page(SECRETARIES, uses=_HERE | {"public_id": Of("draft"), "ending": "docx"}),
    "reports:frozen": page(WORKERS, uses=_HERE | {"public_id": Of("frozen")}),
    "reports:frozen_file": page(WORKERS, uses=_HERE | {"public_id": Of("frozen"), "ending": "docx"}),
    "reports:signed_file": page(NOBODY, uses=_HERE | {"public_id": Of("frozen")}),  # nothing is signed
    # figures
    "figures:inbox": page(SIGNED_IN),
    "figures:dashboard": page(WORKERS, uses=_HERE, sent={"goc": CODE}),
    "figures:unit_list": page(WORKERS, uses=_HERE, sent={"goc": CODE}),
    "figures:unit": page(WORKERS, uses=_AT_UNIT),
    "figures:not_studied": page(WORKERS, uses=_HERE, sent={"goc": CODE}),
    "figures:reminder": page(WORKERS, uses=_HERE, sent={"goc": CODE}),
    # the log
    "audit:log": page(AUDITORS),
    "audit:look_list": page(AUDITORS),
    "audit:checkpoint_page": form(AUDITORS),
    "audit:entry": page(AUDITORS, uses={"number": Of("number")}),
    # privacy
    "privacy:policy": page(SIGNED_IN),
    "privacy:own_data": page(SIGNED_IN),
    "privacy:own_data_file": page(SIGNED_IN, sent={"dang": "json"}),
    "privacy:agree": act(SIGNED_IN, uses={"purpose": "khong-co"}),
    "privacy:withdraw": act(NOBODY, uses={"public_id": "khong-co"}),
    "privacy:request_list": page(OFFICER),
    "privacy:new_request": form(SIGNED_IN),
    "privacy:data_request": page(OFFICER, **_one("request")),
    "privacy:request_paper": page(NOBODY, **_one("request")),  # no paper is kept with it
    "privacy:take_back": act(NOBODY, **_one("request")),  # another's
    "privacy:answer": act(OFFICER, **_one("request")),
    "privacy:extend": act(OFFICER, **_one("request")),
    "privacy:close": act(OFFICER, **_one("request")),
    "privacy:person": page(OFFICER, **_one("person")),
    "privacy:person_file": page(OFFICER, **_one("person"), sent={"dang": "json"}),
    "privacy:paper_request": form(OFFICER, **_one("person")),
    "privacy:restrict": act(OFFICER, **_one("person")),
    "privacy:lift": act(NOBODY, **_one("person")),  # nothing is restricted
    "privacy:ask_to_erase": act(OFFICER, **_one("person")),
    "privacy:erase": act(OFFICER, **_one("erasure")),
    "privacy:keep_name": act(OFFICER, **_one("erasure")),
    "privacy:incident_list": page(OFFICER),
    "privacy:new_incident": form(OFFICER),
    "privacy:incident": page(OFFICER, **_one("incident")),
    "privacy:carry_on": act(OFFICER, **_one("incident")),
    "privacy:notified": act(OFFICER, **_one("incident")),
    "privacy:conclude": act(OFFICER, **_one("incident")),
}
_ = FOREIGN
