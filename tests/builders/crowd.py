"""A crowd at the doors of several classes, in an installation of its own: `python -m tests.builders.crowd PEOPLE CLASSES`.

Run as a process, since it wants the settings of THONGSUOT_HOME. Prints {"classes": [public ids], "entries": [[key, edition]]}.
"""

import json
import sys
from datetime import UTC, date, datetime


def main(people: int, classes: int) -> None:
    """Found a bloc with one base of so many members, freeze its roll, open so many classes."""
    import django

    django.setup()
    from tests.builders.organisations import make_unit
    from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
    from tests.builders.study import make_open_class
    from thongsuot.domain.plans.models import RollEntry
    from thongsuot.foundation.core.text import folded, person_sort_key
    from thongsuot.foundation.database.bounds import this_process_is_the_installation
    from thongsuot.foundation.organisations.models import Membership, Person
    from thongsuot.foundation.organisations.models.memberships import Category

    this_process_is_the_installation()
    base = make_unit(make_unit())
    crowd = Person.objects.bulk_create(
        Person(
            full_name=f"Nguyễn Văn {n}",
            family_name="Nguyễn",
            middle_name="Văn",
            given_name=str(n),
            name_folded=folded(f"Nguyễn Văn {n}"),
            sort_key=person_sort_key("Nguyễn", "Văn", str(n)),
            home=base,
            path=base.path,
        )
        for n in range(people)
    )
    Membership.objects.bulk_create(
        Membership(person=person, of_unit=base, path=base.path, category=Category.OFFICIAL, valid_from=date(2020, 1, 1))
        for person in crowd
    )
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    host = campaign_unit_of(campaign, base)
    held = [make_open_class(host, starts_at=datetime(2021, 6, n + 1, 2, tzinfo=UTC)) for n in range(classes)]
    entries = list(RollEntry.objects.order_by("pk").values_list("pk", "edition_id"))
    sys.stdout.write(json.dumps({"classes": [one.public_id for one in held], "entries": entries}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
