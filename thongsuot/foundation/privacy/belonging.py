"""Which rows of which table are about a person: by the policy's `whose`, so that no table can be forgotten."""

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.policy import TablePolicy, table_policies


def rows_about(person: Person, policy: TablePolicy) -> QuerySet[Model]:
    """Return the rows of a table that are about a person; none where it names people only in words. The caller has widened the bounds."""
    return model_of(policy.table)._base_manager.filter(_condition(person, policy)).order_by("pk")


def model_of(table: str) -> type[Model]:
    """Return the model of a table."""
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _condition(person: Person, policy: TablePolicy) -> Q:
    condition = Q(pk__in=())
    for link in policy.whose:
        condition |= _link(person, link)
    return condition


def _link(person: Person, link: str) -> Q:
    column, through, table = link.partition(">")
    if through:
        return Q(**{f"{column}__in": rows_about(person, table_policies()[table]).values("pk")})
    column, by_label, _word = link.partition("=")
    return Q(**{column: person.public_id if by_label else person.pk})
