"""The log's tables. Entries and sealed leaves are append-only: the application's database role cannot change them."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from thongsuot.foundation.core.fields import PathField

# The name under which entries themselves stand among the leaves.
ENTRY_SOURCE = "entry"

# The database's own clock at the moment of the statement, whatever time the action claims.
_DATABASE_CLOCK = Func(function="CLOCK_TIMESTAMP", output_field=models.DateTimeField())


class ActorKind(models.TextChoices):
    """What stood behind an entry."""

    PERSON = "PERSON"
    SYSTEM = "SYSTEM"


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Filter words of the log."""

    def about(self, subject_kind: str, subject_id: int) -> "AuditEntryQuerySet":
        """Entries whose subject is this one."""
        return self.filter(subject_kind=subject_kind, subject_id=subject_id)

    def within(self, low: str, high: str) -> "AuditEntryQuerySet":
        """Entries at units whose path lies in the half-open range [low, high)."""
        return self.filter(unit_path__gte=low, unit_path__lt=high)

    def newest_first(self) -> "AuditEntryQuerySet":
        """The order of recording, backwards."""
        return self.order_by("-pk")


class AuditEntry(models.Model):
    """One thing that was done. No personal data in `payload`: an entry is never changed, so none could be erased."""

    event = models.TextField(help_text="in the past tense: plan.published")
    at = models.DateTimeField(help_text="the time the action claims")
    recorded_at = models.DateTimeField(db_default=_DATABASE_CLOCK, help_text="the database's own clock")
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField(help_text="a public identifier or the name of a system, never a person's name")
    subject_kind = models.TextField(blank=True)
    subject_id = models.BigIntegerField(null=True)
    unit_path = PathField(tree="then", blank=True)
    payload = models.JSONField(default=dict)
    commitment = models.BinaryField(default=b"", help_text="SHA-256 of salt and personal part; empty without one")

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["unit_path"], name="audit_entry_unit_path"),
            models.Index(fields=["actor_id", "id"], name="audit_entry_actor"),
            models.Index(fields=["event", "id"], name="audit_entry_event"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__regex=r"^[a-z0-9_]+\.[a-z0-9_]+$"), name="audit_entry_event_named"
            ),
            models.CheckConstraint(
                condition=Q(actor_kind=ActorKind.PERSON, actor_id__isnull=False)
                | Q(actor_kind=ActorKind.SYSTEM, actor_id=None),
                name="audit_entry_actor_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.event}"


class AuditPersonal(models.Model):
    """The personal part of an entry, kept apart so that it can be erased while the entry's digest stays provable.

    The salt lies here, not with the entry: erased together, they leave a commitment that nobody can guess back into
    a name.
    """

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="personal")
    salt = models.BinaryField(null=True)
    payload = models.JSONField(null=True)
    erasure = models.ForeignKey(AuditEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "audit_personal"
        constraints = [
            models.CheckConstraint(
                condition=Q(erasure=None, salt__isnull=False, payload__isnull=False)
                | Q(erasure__isnull=False, salt=None, payload__isnull=True),
                name="audit_personal_kept_or_erased",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class PendingLeaf(models.Model):
    """The digest of a row that waits to be sealed. Other rooms queue rows of their own under their own source name."""

    source = models.TextField()
    row_id = models.BigIntegerField()
    digest = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=_DATABASE_CLOCK)

    class Meta:
        db_table = "audit_pending_leaf"
        constraints = [
            models.UniqueConstraint(fields=["source", "row_id"], name="audit_pending_leaf_once"),
            models.CheckConstraint(
                condition=Exact(Length(F("digest")), 32), name="audit_pending_leaf_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.row_id}"


class SealedLeaf(models.Model):
    """A link of the chain. Sequences run from 1 without gaps. The chain does not cover `sealed_at`."""

    sequence = models.BigIntegerField(primary_key=True)
    source = models.TextField()
    row_id = models.BigIntegerField()
    digest = models.BinaryField()
    chain = models.BinaryField(help_text="SHA-256 of the previous chain, the sequence as eight bytes, and the digest")
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "audit_sealed_leaf"
        constraints = [
            models.UniqueConstraint(fields=["source", "row_id"], name="audit_sealed_leaf_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sealed_leaf_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.source} {self.row_id}"


class Look(models.Model):
    """Somebody read personal data: of one person, or a list of so many people of a unit. Kept outside the chain and pruned by its term."""

    at = models.DateTimeField()
    looker_id = models.BigIntegerField()
    looker_label = models.TextField(help_text="a public identifier, as in entries")
    person_id = models.BigIntegerField(null=True, help_text="whose data; none for a list")
    unit_path = PathField(tree="then", help_text="where the person or the list belongs")
    people = models.PositiveIntegerField(help_text="how many people were shown")
    page = models.TextField(help_text="the name of the address: organisations:organisation")
    purpose = models.CharField(
        max_length=20, blank=True, help_text="how it was read where it was not merely shown: EXPORT"
    )

    class Meta:
        db_table = "audit_look"
        indexes = [
            models.Index(fields=["looker_id", "at"], name="audit_look_looker"),
            models.Index(fields=["person_id", "id"], condition=Q(person_id__isnull=False), name="audit_look_person"),
            models.Index(fields=["unit_path"], name="audit_look_unit_path"),
            models.Index(fields=["at"], name="audit_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.looker_label} {self.page}"
