"""Registering documents."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM
from thongsuot.domain.directives.actions import (
    CarriesOutUnread,
    DirectiveAlreadyRegistered,
    DirectiveFromFuture,
    DirectiveUnnamed,
    register_directive,
)
from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.directives.secrecy import SecretDocumentRefused
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _register(unit: Unit, **other: Any) -> Directive:
    said: dict[str, Any] = {
        "issuer": "Bộ Chính trị",
        "kind": DirectiveKind.DIRECTIVE,
        "number": "01-CT/TW",
        "issued_on": date(2021, 3, 9),
        "title": "Về nghiên cứu, học tập, quán triệt Nghị quyết",
        "by": SYSTEM,
        "at": AT,
    }
    return register_directive(unit, **{**said, **other})


def test_register_directive_keeps_it_and_records_it() -> None:
    unit = make_unit()
    officer = make_person(unit)
    make_grant(officer, unit)

    directive = _register(unit, by=officer)

    assert (directive.heading, directive.title_folded) == (
        "Chỉ thị 01-CT/TW",
        "ve nghien cuu, hoc tap, quan triet nghi quyet",
    )
    entry = AuditEntry.objects.get(event="directive.registered")
    assert (entry.subject_id, entry.unit_path) == (directive.pk, unit.path)


@pytest.mark.parametrize("number", ["số 01 - CT/TW", "1-CT/TW", "01–ct/tw"])
def test_register_directive_in_another_spelling_is_refused_with_the_one_there(number: str) -> None:
    unit = make_unit()
    there = _register(unit)

    with pytest.raises(DirectiveAlreadyRegistered, match="Chỉ thị 01-CT/TW ngày 9/3/2021") as refused:
        _register(unit, number=number, issuer="  Bộ  chính trị ")

    assert refused.value.directive == there


def test_register_directive_that_a_unit_above_keeps_is_refused() -> None:
    bloc = make_unit(name="Khối trên")
    _register(bloc)

    with pytest.raises(DirectiveAlreadyRegistered, match="do Khối trên đăng ký"):
        _register(make_unit(bloc))


def test_register_directive_that_a_unit_beside_keeps_is_accepted() -> None:
    bloc = make_unit()
    _register(make_unit(bloc))

    assert _register(make_unit(bloc)).pk


def test_register_directive_of_another_term_is_another_document() -> None:
    unit = make_unit()
    first = _register(unit)

    assert _register(unit, issued_on=date(2016, 3, 22)) != first


@pytest.mark.parametrize("more", [{"title": "Kế hoạch (TỐI MẬT)"}, {"number": "07-KH/TU (Mật)"}])
def test_register_directive_marked_secret_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(SecretDocumentRefused):
        _register(make_unit(), **more)


def test_register_directive_with_a_file_named_secret_is_refused(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path
    file = store(BytesIO(b"%PDF-1.7 x"), name="ke-hoach_(Mật).pdf", purpose="document", by="x", at=AT)

    with pytest.raises(SecretDocumentRefused):
        _register(make_unit(), file=file)


@pytest.mark.parametrize("more", [{"title": "  "}, {"issuer": ""}])
def test_register_directive_without_a_name_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(DirectiveUnnamed):
        _register(make_unit(), **more)


def test_register_directive_that_carries_out_what_its_readers_may_not_read_is_refused() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    above = _register(bloc)
    below = _register(base, number="02-CT/TW", carries_out=above)

    with pytest.raises(CarriesOutUnread):
        _register(bloc, number="03-CT/TW", carries_out=below)


def test_register_directive_of_tomorrow_is_refused() -> None:
    with pytest.raises(DirectiveFromFuture):
        _register(make_unit(), issued_on=date(2021, 4, 2))


def test_register_directive_reaches_own_unit_and_below_only() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    below = make_unit(own)
    officer = make_person(own)
    make_grant(officer, own)

    assert _register(own, by=officer).pk
    assert _register(below, by=officer, number="02-CT/TW").pk
    for unit in (beside, bloc):
        with pytest.raises(NotAllowed):
            _register(unit, by=officer, number="03-CT/TW")


def test_register_directive_is_not_for_a_secretary() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        _register(unit, by=secretary)
