"""A person who is restricted or erased keeps the placeholder: an import or a correction does not bring the name back.

Lifting a restriction says so in its own transaction (setting thongsuot.unsealing) and may.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION privacy_keep_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('thongsuot.unsealing', true), '') <> 'on' AND (
        EXISTS (SELECT 1 FROM privacy_restriction r WHERE r.person_id = OLD.id AND r.lifted_at IS NULL)
        OR EXISTS (SELECT 1 FROM privacy_erasure e WHERE e.person_id = OLD.id AND e.confirmed_at IS NOT NULL)
    ) THEN
        NEW.full_name := OLD.full_name;
        NEW.family_name := OLD.family_name;
        NEW.middle_name := OLD.middle_name;
        NEW.given_name := OLD.given_name;
        NEW.name_folded := OLD.name_folded;
        NEW.sort_key := OLD.sort_key;
        NEW.born_on := OLD.born_on;
        NEW.phone := OLD.phone;
        NEW.email := OLD.email;
        NEW.note := OLD.note;
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER privacy_keep_hidden
    BEFORE UPDATE OF full_name, family_name, middle_name, given_name, name_folded, sort_key, born_on, phone, email, note
    ON organisations_person FOR EACH ROW EXECUTE FUNCTION privacy_keep_hidden()
"""


class Migration(migrations.Migration):
    """One trigger; it looks only where a name is written."""

    dependencies = [
        ("privacy", "0002_grants"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION privacy_keep_hidden()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER privacy_keep_hidden ON organisations_person"),
    ]
