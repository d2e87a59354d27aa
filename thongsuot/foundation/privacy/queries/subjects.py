"""What entries of the log are about, and who acts in them, in words that people know: one statement for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Person, Unit

# The first of these that a kind of thing has is what people call it.
_NAMES = ("name", "title", "number", "kind")
SubjectKey = tuple[str, int]


def subject_names(viewer: Viewer, entries: Iterable[AuditEntry]) -> dict[SubjectKey, str]:
    """Return (kind, key) -> name of what entries are about; people only where their names may be seen, others where they have one."""
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.subject_id is not None:
            keys[entry.subject_kind].add(entry.subject_id)
    names: dict[SubjectKey, str] = {}
    for kind, found in keys.items():
        if kind == Person.__name__:
            names.update({(kind, key): name for key, name in people_names(viewer, found).items()})
        elif (model := _models().get(kind)) and (field := _name_field(model)):
            rows = model._default_manager.filter(pk__in=found).values_list("pk", field)
            words = dict(
                getattr(model._meta.get_field(field), "flatchoices", ())
            )  # a kind of report is its words, not its code
            names.update({(kind, key): str(words.get(name, name)) for key, name in rows if name})
    return names


def people_names(viewer: Viewer, keys: Iterable[int | None]) -> dict[int, str]:
    """Return key -> full name, for the people among them whose names the viewer may see, and the viewer's own. One statement."""
    wanted = {key for key in keys if key is not None}
    seen = viewer.scope(Permission.SEE_NAMES).as_filter()
    people = Person.objects.filter(pk__in=wanted)
    names = dict(people.filter(seen).values_list("pk", "full_name"))
    own = viewer.actor.actor_id
    if own in wanted and own not in names:
        names.update(people.filter(pk=own).values_list("pk", "full_name"))
    return names


def names_of_units(paths: Iterable[str]) -> dict[str, str]:
    """Return path -> name of the units at these paths as they are now. One statement. The caller has seen that they may be shown."""
    return dict(Unit.objects.filter(path__in=set(paths) - {""}).values_list("path", "name"))


def subject_of(kind: str, public_id: str) -> SubjectKey | None:
    """Return (kind, key) of a thing by its public identifier; None where there is no such kind or thing."""
    model = _models().get(kind)
    if model is None or not any(field.name == "public_id" for field in model._meta.get_fields()):
        return None
    key = model._default_manager.filter(public_id=public_id).values_list("pk", flat=True).first()
    return None if key is None else (kind, key)


def _models() -> dict[str, type[Model]]:
    return {model.__name__: model for model in apps.get_models() if model.__module__.startswith("thongsuot.")}


def _name_field(model: type[Model]) -> str | None:
    has = {field.name for field in model._meta.get_fields()}
    return next((name for name in _NAMES if name in has), None)
