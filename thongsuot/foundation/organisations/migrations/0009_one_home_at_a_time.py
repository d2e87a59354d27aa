"""Nobody is at home in two units on one day, past days included; rights over transfers and merges.

Looked at once for each statement, not for each row: imports write many. It asks as the owner, since the other home may lie
where the present viewer sees nothing. Two writers of one person take turns: actions lock the person first.
"""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant

FUNCTION = """
CREATE FUNCTION organisations_one_home() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written w JOIN organisations_membership m ON m.person_id = w.person_id
        WHERE w.is_home AND m.is_home AND m.id <> w.id
            AND daterange(m.valid_from, m.valid_until) && daterange(w.valid_from, w.valid_until)
    ) THEN
        RAISE EXCEPTION 'a person is at home in two units on one day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'one_home_at_a_time';
    END IF;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER one_home_after_{event} AFTER {event} ON organisations_membership
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION organisations_one_home()
"""


class Migration(migrations.Migration):
    """What holds on every day, and who may write."""

    dependencies = [
        ("organisations", "0008_transfers_and_merges"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION organisations_one_home()"),
        migrations.RunSQL(
            TRIGGER.format(event="INSERT"), "DROP TRIGGER one_home_after_INSERT ON organisations_membership"
        ),
        migrations.RunSQL(
            TRIGGER.format(event="UPDATE"), "DROP TRIGGER one_home_after_UPDATE ON organisations_membership"
        ),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "organisations_transfer", "organisations_personmerge"),
        Grant("thongsuot_app", "SELECT, INSERT", "organisations_twopeople"),
    ]
