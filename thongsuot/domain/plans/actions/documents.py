"""What a unit issues, and what the level above says of it. Shared by study plans and, above, by programmes.

A committee is not marked like homework: the level above receives and comments, or asks for a supplement with a reason.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from thongsuot.domain.directives.secrecy import refuse_secret
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.documents import DocumentState, UnitDocument
from thongsuot.domain.plans.queries.documents import stands_above
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit

D = TypeVar("D", bound=UnitDocument)


class IssuedInFuture(Refusal):
    """A document is recorded after it was issued, not before."""


class NumberMissing(Refusal):
    """An issued document has a number and symbol."""


class ReasonMissing(Refusal):
    """A supplement, and a version that supersedes another, always say why."""


class NotTheLatestVersion(Refusal):
    """The unit has issued a newer version meanwhile."""


class NothingToConfirm(Refusal):
    """The unit entered it itself, or has confirmed it already."""


class ConfirmedByWhoTyped(Refusal):
    """Who types and who confirms are two people."""


class ConfirmedFromAbove(Refusal):
    """What was entered for a unit is confirmed by the unit itself, not by those above it."""


class AlreadyReceived(Refusal):
    """The document is received and nothing new is said of it."""


class NotDirectlyBelow(Refusal):
    """A unit receives from the units directly below it."""


class NobodyAbove(Refusal):
    """The campaign's own unit has no level above it here."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """The unit directly above one that issues documents: the subject of receiving and commenting."""

    below: CampaignUnit

    @property
    def unit(self) -> Unit:
        """The live unit above."""
        parent = self.below.parent
        if parent is None:
            raise NobodyAbove(_("Đơn vị này đứng đầu đợt học tập, không có cấp trên trong đợt."))
        return parent.unit


@dataclass(frozen=True, slots=True)
class Issue:
    """What a document says of itself."""

    number: str
    issued_on: date
    title: str
    file: StoredFile | None = None
    reason: str = ""


def issue_document(
    model: type[D], campaign_unit: CampaignUnit, issue: Issue, *, by: Actor, at: datetime, **more: object
) -> D:
    """Record a document as issued: a new version when there is one already.

    Refuses a missing number, a day in the future, a document marked secret (SecretDocumentRefused), and a new version without
    a reason. Runs inside an action.
    """
    CampaignUnit.objects.select_for_update().get(pk=campaign_unit.pk)
    last = model._default_manager.filter(campaign_unit=campaign_unit).order_by("version").last()
    if not nfc(issue.number):
        raise NumberMissing(_("Ghi số, ký hiệu như trên văn bản, ví dụ 08-KH/ĐU."))
    if issue.issued_on > local_day(at):
        raise IssuedInFuture(_("Ngày ban hành sau ngày hôm nay. Ghi khi văn bản đã ban hành."))
    refuse_secret(issue.title, issue.number, issue.file)
    if last and not nfc(issue.reason):
        raise ReasonMissing(_("Đơn vị đã có văn bản số %(number)s. Ghi lý do thay thế.") % {"number": last.number})
    on_behalf = is_on_behalf(campaign_unit.unit, by, at)
    document = model._default_manager.create(
        campaign_unit=campaign_unit,
        path=campaign_unit.path,
        version=last.version + 1 if last else 1,
        number=nfc(issue.number),
        issued_on=issue.issued_on,
        title=nfc(issue.title),
        file=issue.file,
        reason=nfc(issue.reason),
        entered_on_behalf=on_behalf,
        recorded_at=at,
        recorded_by=by.actor_label,
        **more,
    )
    _note(document, "issued", by, at, {"version": document.version, "on_behalf": on_behalf})
    return document


def confirm_document(document: UnitDocument, *, by: Actor, at: datetime) -> None:
    """Confirm what another entered on the unit's behalf.

    Refuses what needs no confirmation, the person who typed it, and whoever stands above the unit.
    """
    if not document.waits_for_unit:
        raise NothingToConfirm(_("Văn bản này không chờ xác nhận."))
    if document.recorded_by == by.actor_label:
        raise ConfirmedByWhoTyped(_("Người nhập không tự xác nhận. Đề nghị một đồng chí khác của đơn vị xác nhận."))
    if is_on_behalf(document.unit, by, at):
        raise ConfirmedFromAbove(_("Văn bản nhập thay do chính đơn vị xác nhận, cấp trên không xác nhận thay."))
    document.confirmed_at = at
    document.save(update_fields=["confirmed_at"])
    _note(document, "confirmed", by, at, {})


def receive_document(document: UnitDocument, *, comment: str, by: Actor, at: datetime) -> None:
    """Receive an issued document, with a comment or without; what was said of it before stays unless more is said.

    Refuses a version that is no longer the latest, and one received already of which nothing new is said.
    """
    if document.state == DocumentState.RECEIVED and nfc(comment) in ("", document.comment):
        raise AlreadyReceived(_("Văn bản %(number)s đã được tiếp nhận.") % {"number": document.number})
    _comment(document, DocumentState.RECEIVED, comment, "received", by, at)


def ask_document_supplement(document: UnitDocument, *, reason: str, by: Actor, at: datetime) -> None:
    """Ask the unit for a supplement. Refuses an empty reason and a version that is no longer the latest."""
    if not nfc(reason):
        raise ReasonMissing(_("Ghi rõ cần bổ sung điều gì, ở phần nào."))
    _comment(document, DocumentState.SUPPLEMENT_ASKED, reason, "supplement_asked", by, at)


def is_on_behalf(unit: Unit, by: Actor, at: datetime) -> bool:
    """Tell whether an actor enters for a unit from above."""
    return stands_above(viewer_for(by, local_day(at)), unit)


def _comment(document: UnitDocument, state: DocumentState, comment: str, verb: str, by: Actor, at: datetime) -> None:
    model = type(document)
    CampaignUnit.objects.select_for_update().get(pk=document.campaign_unit_id)
    newest = model._default_manager.filter(campaign_unit=document.campaign_unit).order_by("version").last()
    if newest is None or newest.pk != document.pk:
        raise NotTheLatestVersion(_("Đơn vị đã ban hành bản mới hơn. Mở bản mới rồi cho ý kiến."))
    document.state = state
    document.comment = nfc(comment) or document.comment
    document.commented_at = at
    document.commented_by = by.actor_label
    document.save(update_fields=["state", "comment", "commented_at", "commented_by"])
    _note(document, verb, by, at, {})


def _note(document: UnitDocument, verb: str, by: Actor, at: datetime, payload: dict[str, object]) -> None:
    word = type(document).__name__.lower()
    record(
        f"{word}.{verb}", by=by, at=at, subject=document, unit_path=document.campaign_unit.unit.path, payload=payload
    )
