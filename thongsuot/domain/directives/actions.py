"""Registering documents."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.directives.numbers import folded_number
from thongsuot.domain.directives.secrecy import refuse_secret
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.core.trees import ancestor_paths, is_within
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class DirectiveAlreadyRegistered(Refusal):
    """A document of this issuer, kind, number and date is in the library, here or with a unit above."""

    def __init__(self, directive: Directive) -> None:
        words = {
            "heading": directive.heading,
            "day": date_format(directive.issued_on, "DATE_FORMAT"),
            "issuer": directive.issuer,
            "keeper": directive.keeper.name,
        }
        super().__init__(
            _("Văn bản này đã có: %(heading)s ngày %(day)s của %(issuer)s, do %(keeper)s đăng ký.") % words
        )
        self.directive = directive


class CarriesOutUnread(Refusal):
    """A document carries out one that all its readers may read: kept by the same unit or above it."""


class DirectiveFromFuture(Refusal):
    """A document is registered once it has been issued."""


class DirectiveUnnamed(Refusal):
    """A document has an issuer and a title."""


@action(Permission.REGISTER_DIRECTIVE)
def register_directive(
    unit: Unit,
    *,
    issuer: str,
    kind: DirectiveKind,
    number: str,
    issued_on: date,
    title: str,
    file: StoredFile | None = None,
    carries_out: Directive | None = None,
    by: Actor,
    at: datetime,
) -> Directive:
    """Register a document. Its key is issuer, kind, number (in any spelling) and date.

    Refuses a second registration, here or by a unit above whose library is read here too; a document marked Mật, Tối mật or
    Tuyệt mật; a day in the future; a missing issuer or title; one that carries out what its readers may not read.
    """
    _refuse_unfit(unit, issuer, title, issued_on, carries_out, at)
    refuse_secret(title, number, file)
    key = {
        "issuer_folded": folded(issuer),
        "kind": kind,
        "number_folded": folded_number(number),
        "issued_on": issued_on,
    }
    _refuse_registered(unit, key)
    try:
        with transaction.atomic():
            directive = Directive.objects.create(
                keeper=unit,
                path=unit.path,
                **key,
                issuer=nfc(issuer),
                number=nfc(number),
                title=nfc(title),
                title_folded=folded(title),
                file=file,
                carries_out=carries_out,
                registered_at=at,
                registered_by=by.actor_label,
            )
    except IntegrityError:  # another has registered it meanwhile
        _refuse_registered(unit, key)
        raise
    record("directive.registered", by=by, at=at, subject=directive, unit_path=unit.path, payload={"kind": kind})
    return directive


def _refuse_unfit(
    unit: Unit, issuer: str, title: str, issued_on: date, carries_out: Directive | None, at: datetime
) -> None:
    if not nfc(issuer) or not nfc(title):
        raise DirectiveUnnamed(_("Ghi cơ quan ban hành và trích yếu của văn bản."))
    if issued_on > local_day(at):
        raise DirectiveFromFuture(_("Ngày ban hành sau ngày hôm nay. Kiểm tra lại ngày trên văn bản."))
    if carries_out and not is_within(unit.path, carries_out.path):
        raise CarriesOutUnread(
            _("Văn bản được thực hiện phải do đơn vị này hoặc cấp trên lưu. Đăng ký văn bản đó trước.")
        )


def _refuse_registered(unit: Unit, key: dict[str, Any]) -> None:
    found = Directive.objects.filter(path__in=ancestor_paths(unit.path), **key).select_related("keeper").first()
    if found:
        raise DirectiveAlreadyRegistered(found)
