"""Registering documents."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.directives.numbers import folded_number
from thongsuot.domain.directives.secrecy import bears_secret_stamp
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class DirectiveAlreadyRegistered(Refusal):
    """A document of this issuer, kind, number and date is in the library."""


class SecretDocumentRefused(Refusal):
    """A document marked secret may not be kept here."""


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

    Refuses a second registration, a document marked Mật, Tối mật or Tuyệt mật, a day in the future, a missing issuer or title.
    """
    if not nfc(issuer) or not nfc(title):
        raise DirectiveUnnamed(_("Ghi cơ quan ban hành và trích yếu của văn bản."))
    if issued_on > local_day(at):
        raise DirectiveFromFuture(_("Ngày ban hành sau ngày hôm nay. Kiểm tra lại ngày trên văn bản."))
    _refuse_secret(title, number, file)
    try:
        with transaction.atomic():
            directive = Directive.objects.create(
                keeper=unit,
                path=unit.path,
                issuer=nfc(issuer),
                issuer_folded=folded(issuer),
                kind=kind,
                number=nfc(number),
                number_folded=folded_number(number),
                issued_on=issued_on,
                title=nfc(title),
                file=file,
                carries_out=carries_out,
                registered_at=at,
                registered_by=by.actor_label,
            )
    except IntegrityError:
        raise DirectiveAlreadyRegistered(_already(kind, number, issued_on, issuer)) from None
    record("directive.registered", by=by, at=at, subject=directive, unit_path=unit.path, payload={"kind": kind})
    return directive


def _refuse_secret(title: str, number: str, file: StoredFile | None) -> None:
    if bears_secret_stamp(title, number, file.name if file else ""):
        raise SecretDocumentRefused(
            _("Văn bản mang độ mật không được đưa vào hệ thống này. Quản lý văn bản theo chế độ tài liệu mật.")
        )


def _already(kind: DirectiveKind, number: str, issued_on: date, issuer: str) -> str:
    return _("Văn bản này đã có: %(kind)s %(number)s ngày %(day)s của %(issuer)s.") % {
        "kind": DirectiveKind(kind).label,
        "number": nfc(number),
        "day": issued_on.strftime("%d/%m/%Y"),
        "issuer": nfc(issuer),
    }
