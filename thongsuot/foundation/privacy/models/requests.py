"""What a person asks about their own data, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Person, Unit


class RequestKind(models.TextChoices):
    """The rights of whoever the data is about (Law 91/2025, Decree 356/2025)."""

    SEE = "SEE", _("Xem những gì đang lưu")
    COPY = "COPY", _("Nhận một bản sao")
    CORRECT = "CORRECT", _("Sửa cho đúng")
    RESTRICT = "RESTRICT", _("Hạn chế xử lý")
    OBJECT = "OBJECT", _("Phản đối việc xử lý")
    ERASE = "ERASE", _("Xóa dữ liệu")


class RequestState(models.TextChoices):
    """What became of a request."""

    OPEN = "OPEN", _("Đang giải quyết")
    DONE = "DONE", _("Đã giải quyết")
    REFUSED = "REFUSED", _("Không giải quyết, có lý do")
    TAKEN_BACK = "TAKEN_BACK", _("Người yêu cầu rút lại")


class Channel(models.TextChoices):
    """How somebody told us."""

    OWN_PAGE = "OWN_PAGE", _("trên trang của mình")
    PAPER = "PAPER", _("bằng giấy, cán bộ ghi thay")


class DataRequest(PubliclyKnown):
    """A request of a person about their data. Its days are fixed when it is filed, by the clocks in force then."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    path = PathField(tree="live", db_index=True)
    kind = models.CharField(max_length=10, choices=RequestKind)
    asks = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    filed_by = models.TextField()
    answer_by = models.DateField(help_text="the last day to tell the person how it goes on")
    due_on = models.DateField(help_text="the last day to have done it")
    answered_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    extension_reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-filed_at"], name="data_request_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, closed_at=None)
                | (~Q(state=RequestState.OPEN) & Q(closed_at__isnull=False)),
                name="data_request_closed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(outcome=""), name="data_request_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def unit(self) -> Unit:
        """The unit whose officer answers."""
        return self.person.home

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state == RequestState.OPEN
