"""What hangs on the wall of a class: the code as a picture, the six digits, how long they stay."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.codes import SECONDS, WallCode, wall_code
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.core.clock import ticking_now
from thongsuot.interfaces.web.site.pictures.qr import QrPicture, qr_picture
from thongsuot.interfaces.web.site.request import Request


@dataclass(frozen=True, slots=True)
class Door:
    """The code on the wall. `short` is the address at which the digits may be typed, as it is read out."""

    code: WallCode
    digits: str
    qr: QrPicture
    short: str

    @property
    def lasts(self) -> int:
        """How many seconds a code is shown."""
        return SECONDS

    @property
    def share_left(self) -> int:
        """How much of its time is left, of a hundred: the ring beside the words."""
        return 100 * self.code.seconds_left // SECONDS


def public_address(request: Request) -> str:
    """Return where members reach the product. The demonstration is looked at from its own machine, under whatever port it has."""
    return request.build_absolute_uri("/").rstrip("/") if settings.DEMONSTRATION else settings.PUBLIC_ADDRESS


def door_of(study_class: StudyClass, request: Request) -> Door | None:
    """Return the code a class shows now to whoever records attendance there; None to others, and while it is not open."""
    if study_class.state != ClassState.OPEN or not mark_people.allowed(request.viewer, study_class):
        return None
    code = wall_code(study_class.public_id, ticking_now())
    base = public_address(request)
    address = base + reverse("door:check_in", args=[study_class.public_id, code.code])
    short = (base + reverse("door:code_entry")).partition("://")[2].rstrip("/")
    return Door(code, f"{code.digits[:3]} {code.digits[3:]}", qr_picture(address), short)
