"""Programmes issued, confirmed, received, asked to be supplemented: by whom, how far, and what the log says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign
from tests.builders.programmes import AT, SYSTEM, make_programme
from thongsuot.domain.plans.actions.documents import (
    ConfirmedByWhoTyped,
    Issue,
    IssuedInFuture,
    NobodyAbove,
    NothingToConfirm,
    NotTheLatestVersion,
    NumberMissing,
    ReasonMissing,
    Receiver,
)
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.programmes.actions import (
    TaskIncomplete,
    TaskLine,
    ask_programme_supplement,
    confirm_programme,
    issue_programme,
    receive_programme,
)
from thongsuot.domain.programmes.models import ActionProgramme, ProgrammeKind
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Person

pytestmark = pytest.mark.django_db
ISSUE = Issue("08-CTr/ĐU", date(2021, 6, 9), "Thực hiện Nghị quyết")


@dataclass
class Scene:
    """A bloc, a base with a cell, a base beside; all in one campaign."""

    bloc: CampaignUnit
    base: CampaignUnit
    cell: CampaignUnit
    beside: CampaignUnit

    def holder(self, where: str, role: Role = Role.SECRETARY) -> Person:
        """Return somebody with a role over one of the units."""
        unit = getattr(self, where).unit
        person = make_person(unit)
        make_grant(person, unit, role)
        return person


@pytest.fixture
def scene() -> Scene:
    """Set the scene."""
    bloc = make_unit()
    base, beside = make_unit(bloc), make_unit(bloc)
    cell = make_unit(base)
    campaign = make_campaign(bloc)
    return Scene(*(campaign_unit_of(campaign, unit) for unit in (bloc, base, cell, beside)))


def _issue(campaign_unit: CampaignUnit, **more: object) -> ActionProgramme:
    told = {"kind": ProgrammeKind.PROGRAMME, "issue": ISSUE, "by": SYSTEM, "at": AT}
    return issue_programme(campaign_unit, **{**told, **more})


def _events() -> list[tuple[str, str]]:
    entries = AuditEntry.objects.filter(event__startswith="actionprogramme.").order_by("pk")
    return list(entries.values_list("event", "unit_path"))


def test_issue_programme_keeps_tasks_in_their_order_as_composed_text(scene: Scene) -> None:
    decomposed = normalize("NFD", "Đổi mới sinh hoạt chi bộ")
    tasks = [TaskLine(decomposed, "Bí thư", date(2021, 12, 31), "12 kỳ"), TaskLine("Việc hai", "Phó bí thư")]

    programme = _issue(scene.base, tasks=tasks)

    kept = list(programme.tasks.values_list("order", "content", "owner", "due_on", "result"))
    assert kept == [
        (1, "Đổi mới sinh hoạt chi bộ", "Bí thư", date(2021, 12, 31), "12 kỳ"),
        (2, "Việc hai", "Phó bí thư", None, ""),
    ]
    assert (programme.state, programme.version, programme.path) == (DocumentState.ISSUED, 1, scene.base.path)
    assert _events() == [("actionprogramme.issued", scene.base.unit.path)]


@pytest.mark.parametrize("line", [TaskLine("", "Bí thư"), TaskLine("Việc", "  ")])
def test_issue_programme_with_a_task_half_said_is_refused_and_keeps_nothing(scene: Scene, line: TaskLine) -> None:
    with pytest.raises(TaskIncomplete, match="Nhiệm vụ 2"):
        _issue(scene.base, tasks=[TaskLine("Việc", "Bí thư"), line])

    assert not ActionProgramme.objects.exists()


@pytest.mark.parametrize(
    ("issue", "refusal"),
    [
        (Issue(" ", date(2021, 6, 9), "Thực hiện"), NumberMissing),
        (Issue("08-CTr/ĐU", date(2021, 6, 11), "Thực hiện"), IssuedInFuture),
    ],
)
def test_issue_programme_without_number_or_of_tomorrow_is_refused(scene: Scene, issue: Issue, refusal: type) -> None:
    with pytest.raises(refusal):
        _issue(scene.base, issue=issue)


def test_issue_programme_again_needs_a_reason_and_keeps_the_first(scene: Scene) -> None:
    first = make_programme(scene.base)

    with pytest.raises(ReasonMissing):
        make_programme(scene.base)
    second = make_programme(scene.base, reason="Bổ sung thời hạn")

    first.refresh_from_db()
    assert (first.version, second.version, second.reason) == (1, 2, "Bổ sung thời hạn")
    assert first.tasks.count() == 1


@pytest.mark.parametrize(
    ("where", "role", "is_allowed"),
    [
        ("base", Role.SECRETARY, True),
        ("bloc", Role.OFFICER, True),
        ("cell", Role.SECRETARY, False),
        ("beside", Role.SECRETARY, False),
        ("base", Role.RAPPORTEUR, False),
        ("bloc", Role.INSPECTOR, False),
    ],
)
def test_issue_programme_by_reach(scene: Scene, where: str, role: Role, is_allowed: bool) -> None:
    person = scene.holder(where, role)

    if is_allowed:
        assert _issue(scene.base, by=person).entered_on_behalf == (where == "bloc")
        return
    with pytest.raises(NotAllowed):
        _issue(scene.base, by=person)
    assert not ActionProgramme.objects.exists()


def test_confirm_programme_entered_on_behalf_by_another_of_the_unit(scene: Scene) -> None:
    programme = make_programme(scene.base, by=scene.holder("bloc", Role.OFFICER))

    confirm_programme(programme, by=scene.holder("base"), at=AT)

    assert ActionProgramme.objects.get().confirmed_at == AT
    assert [event for event, _ in _events()] == ["actionprogramme.issued", "actionprogramme.confirmed"]


def test_confirm_programme_by_who_typed_or_without_need_is_refused(scene: Scene) -> None:
    officer, secretary = scene.holder("bloc", Role.OFFICER), scene.holder("base")
    entered, own = make_programme(scene.base, by=officer), make_programme(scene.beside, by=scene.holder("beside"))

    with pytest.raises(ConfirmedByWhoTyped):
        confirm_programme(entered, by=officer, at=AT)
    with pytest.raises(NothingToConfirm):
        confirm_programme(own, by=officer, at=AT)
    with pytest.raises(NotAllowed):
        confirm_programme(own, by=secretary, at=AT)


def _receive(programme: ActionProgramme, by: object) -> None:
    receive_programme(Receiver(programme.campaign_unit), programme=programme, comment="Nhất trí", by=by, at=AT)


def _ask(programme: ActionProgramme, by: object) -> None:
    ask_programme_supplement(Receiver(programme.campaign_unit), programme=programme, reason="Thêm hạn", by=by, at=AT)


@pytest.mark.parametrize(
    ("act", "state", "comment", "event"),
    [
        (_receive, DocumentState.RECEIVED, "Nhất trí", "actionprogramme.received"),
        (_ask, DocumentState.SUPPLEMENT_ASKED, "Thêm hạn", "actionprogramme.supplement_asked"),
    ],
)
def test_comment_of_the_level_above_is_kept_and_logged(
    scene: Scene, act: Callable, state: str, comment: str, event: str
) -> None:
    officer = scene.holder("bloc", Role.OFFICER)
    programme = make_programme(scene.base)

    act(programme, officer)

    kept = ActionProgramme.objects.get()
    assert (kept.state, kept.comment, kept.commented_by, kept.commented_at) == (
        state,
        comment,
        officer.actor_label,
        AT,
    )
    assert _events()[-1] == (event, scene.base.unit.path)


@pytest.mark.parametrize("act", [_receive, _ask])
@pytest.mark.parametrize("where", ["base", "beside", "cell"])
def test_comment_by_whoever_is_not_above_is_refused(scene: Scene, act: Callable, where: str) -> None:
    programme = make_programme(scene.base)

    with pytest.raises(NotAllowed):
        act(programme, scene.holder(where))

    assert ActionProgramme.objects.get().state == DocumentState.ISSUED


def test_ask_programme_supplement_without_a_reason_is_refused(scene: Scene) -> None:
    programme = make_programme(scene.base)

    with pytest.raises(ReasonMissing):
        ask_programme_supplement(Receiver(scene.base), programme=programme, reason=" ", by=SYSTEM, at=AT)


@pytest.mark.parametrize("act", [_receive, _ask])
def test_comment_on_a_version_that_is_superseded_is_refused(scene: Scene, act: Callable) -> None:
    old = make_programme(scene.base)
    make_programme(scene.base, reason="Bổ sung")

    with pytest.raises(NotTheLatestVersion):
        act(old, SYSTEM)


def test_receive_programme_of_the_top_unit_is_refused(scene: Scene) -> None:
    programme = make_programme(scene.bloc)

    with pytest.raises(NobodyAbove):
        _receive(programme, SYSTEM)
