"""Figures as they were known on three days, against SQL of our own over the bare facts.

Nothing of the product's way to a figure is used: no standing, no ledger, no stored total. Who attended, in the newest version of
each fact known on the day; who studied elsewhere; how many a unit reported without names.
"""

import json

import psycopg
import pytest

from tests.interfaces.cli.demonstration.conftest import Built
from thongsuot.foundation.database.connections import django_databases

_BY_HAND = """
WITH unit AS (
    SELECT path FROM plans_campaignunit WHERE code = %(unit)s
), told AS (
    SELECT DISTINCT ON (session_id, entry_id) * FROM study_attendance
    WHERE recorded_at <= %(known)s ORDER BY session_id, entry_id, version DESC
), sitting AS (
    SELECT t.entry_id, a.audience_id, c.form, t.happened_on, t.recorded_at, t.id
    FROM told t
    JOIN study_session s ON s.id = t.session_id
    JOIN study_studyclass c ON c.id = s.study_class_id
    JOIN study_studyclass_audiences a ON a.studyclass_id = c.id
    WHERE t.presence = 'PRESENT'
    UNION ALL
    SELECT e.entry_id, a.id, 'elsewhere', e.happened_on, e.recorded_at, e.id
    FROM study_studyelsewhere e CROSS JOIN plans_audience a
    WHERE e.recorded_at <= %(known)s AND a.code <> 'key_cadres'
), person AS (
    SELECT DISTINCT ON (s.entry_id, s.audience_id) s.audience_id, s.form
    FROM sitting s
    JOIN plans_rollmembership m ON m.entry_id = s.entry_id AND m.audience_id = s.audience_id
    JOIN plans_rollentry r ON r.id = s.entry_id, unit
    WHERE starts_with(r.path, unit.path)
    ORDER BY s.entry_id, s.audience_id, s.happened_on, s.recorded_at, s.id
), counted AS (
    SELECT DISTINCT ON (h.study_class_id, h.campaign_unit_id, h.audience_id) h.audience_id, c.form, h.people
    FROM study_headcount h JOIN study_studyclass c ON c.id = h.study_class_id, unit
    WHERE h.recorded_at <= %(known)s AND starts_with(h.path, unit.path)
    ORDER BY h.study_class_id, h.campaign_unit_id, h.audience_id, h.version DESC
), either AS (
    SELECT audience_id, form, count(*) AS people FROM person GROUP BY 1, 2
    UNION ALL SELECT audience_id, form, sum(people) FROM counted GROUP BY 1, 2
)
SELECT a.code, e.form, sum(e.people)::int FROM either e JOIN plans_audience a ON a.id = e.audience_id
GROUP BY 1, 2 HAVING sum(e.people) > 0
"""
_ON_THE_ROLL = """
SELECT a.code, count(*) FROM plans_rollmembership m JOIN plans_audience a ON a.id = m.audience_id
JOIN plans_rollentry r ON r.id = m.entry_id JOIN plans_campaignunit u ON u.code = %(unit)s AND starts_with(r.path, u.path)
WHERE a.code <> 'non_members' GROUP BY 1
"""


@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize("unit", ["KHOI", "K08"])
@pytest.mark.parametrize(
    "known", ["2021-04-20T12:00:00+07:00", "2021-05-31T23:59:00+07:00", "2021-06-29T08:00:00+07:00"]
)
def test_figures_as_of_a_day_equal_a_count_by_hand(built: Built, unit: str, known: str) -> None:
    printed = built.run("figures", "nq13", "--unit", unit, "--as-of", known, "--format", "json")
    told = {audience["code"]: audience for audience in json.loads(printed.stdout)["audiences"]}

    by_form = _asked(built, _BY_HAND, unit=unit, known=known)
    on_the_roll = _asked(built, _ON_THE_ROLL, unit=unit)

    assert {(code, form): people for code, a in told.items() for form, people in a["by_mode"].items()} == {
        (code, form): people for code, form, people in by_form
    }
    assert {code: a["studied"] for code, a in told.items()} == {
        code: sum(people for of, _form, people in by_form if of == code) for code in told
    }
    assert {code: told[code]["expected"] for code, _people in on_the_roll} == dict(on_the_roll)
    assert sum(people for _code, _form, people in by_form) > 0


def _asked(built: Built, statement: str, **parameters: str) -> list[tuple]:
    at = django_databases(built.environment)["owner"]
    with psycopg.connect(
        dbname=at["NAME"], user=at["USER"], password=at["PASSWORD"], host=at["HOST"], port=at["PORT"]
    ) as connection:
        return connection.execute(statement, parameters).fetchall()
