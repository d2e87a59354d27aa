"""The decorator every action wears: permission, one transaction, one record."""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer, may
from thongsuot.foundation.audit.actions import entries_recorded
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal


class HasPath(Protocol):
    """A unit of the live tree."""

    @property
    def path(self) -> str: ...


class HasUnit(Protocol):
    """Anything that belongs to a unit; a unit is its own."""

    @property
    def unit(self) -> Any: ...


class NotAllowed(Refusal):
    """The person does not hold the permission over the unit concerned."""


class NothingRecorded(Exception):
    """A defect: an action ended without an entry in the audit log."""


S = TypeVar("S", bound=HasUnit)
P = ParamSpec("P")
R = TypeVar("R")


class Action(Generic[S, P, R]):
    """A callable that checks, runs in one transaction, and insists on a record."""

    def __init__(self, body: Callable[Concatenate[S, P], R], permission: Permission) -> None:
        self.body = body
        self.permission = permission
        update_wrapper(self, body)

    def __call__(self, subject: S, *args: P.args, **kwargs: P.kwargs) -> R:
        by, at = kwargs["by"], kwargs["at"]
        self._refuse_unless_allowed(subject, by, at)  # type: ignore[arg-type]
        with transaction.atomic():
            before = entries_recorded()
            result = self.body(subject, *args, **kwargs)
            if entries_recorded() == before:
                raise NothingRecorded(self.body.__qualname__)
        return result

    def allowed(self, viewer: Viewer, subject: HasUnit) -> bool:
        """Tell whether a viewer may do this over a subject's unit, so that a page shows the button only to those who may."""
        return viewer.may(self.permission, subject.unit.path, door=_door_of(subject))

    def _refuse_unless_allowed(self, subject: S, by: Actor, at: datetime) -> None:
        if not may(by, self.permission, subject.unit.path, on=local_day(at), door=_door_of(subject)):
            raise NotAllowed(_("Đồng chí chưa được giao việc này ở đơn vị này. Liên hệ cán bộ theo dõi của cấp trên."))


def _door_of(subject: HasUnit) -> int | None:
    """Return the class whose door a subject belongs to: a steward acts there and nowhere else."""
    return getattr(subject, "door", None)


def action(permission: Permission) -> Callable[[Callable[Concatenate[S, P], R]], Action[S, P, R]]:
    """Make a function an action under a permission. Its keyword arguments `by` (actor) and `at` (instant) are required."""

    def wear(body: Callable[Concatenate[S, P], R]) -> Action[S, P, R]:
        return Action(body, permission)

    return wear
