"""Every table whose rows say where in a tree they lie is behind the second wall, or is named here with the reason."""

import pytest
from django.db import connection

from thongsuot.foundation.database.roles import APPLICATION

OPEN = {
    "plans_campaign": "that there is a campaign is no secret, and its path follows the last one's",
    "study_studyclass": "a class is an announcement, also to those who come from elsewhere",
    "organisations_unitversion": "what a unit was called names nobody, and it may have stood elsewhere then",
    "directives_directive": "a document is for whoever stands below its issuer",
}


def _asked(question: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_every_row_with_a_path_is_bounded_for_the_application() -> None:
    placed = _asked(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND a.attname = 'path' AND NOT a.attisdropped"
    )
    bounded = _asked(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid JOIN pg_roles r ON r.oid = ANY (p.polroles)"
        f" WHERE c.relrowsecurity AND r.rolname = '{APPLICATION}'"
    )

    assert placed - bounded == set(OPEN)


@pytest.mark.django_db
def test_no_role_but_the_superuser_may_pass_the_wall() -> None:
    passing = _asked("SELECT rolname FROM pg_roles WHERE rolname LIKE 'thongsuot%' AND (rolbypassrls OR rolsuper)")

    assert passing == set()


@pytest.mark.django_db
def test_policies_ask_the_row_and_the_transaction_and_no_other_table() -> None:
    asking = _asked("SELECT tablename || ': ' || qual FROM pg_policies WHERE qual ILIKE '%select%'")

    assert asking == set()
