"""Open a class in the demonstration and let most of its people come in, by the product's own actions; print its address.

Runs in a process of its own, under the environment of the demonstration it changes: `python -m scripts.live_class`.
"""

import os
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import django

HOST, GUESTS = "K08.03", ("K08.05", "K08.06")
SECRETARY_OF = "K08"
DAY, BEGINS, ENDS = date(2021, 6, 30), time(15, 30), time(18, 0)
STILL_OUTSIDE, TICKED = 6, 12
COME_TOGETHER = 4


def main() -> None:
    """Open, start, fill, and say where."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "thongsuot.settings", "THONGSUOT_DEMONSTRATION": "1"}
    django.setup()
    from thongsuot.foundation.database.bounds import this_process_is_the_installation

    this_process_is_the_installation()
    print(open_live_class())


def open_live_class() -> str:
    """Return the path of a class of three cells, all but six of whose people have come, most by the code on the wall.

    Nobody comes who had not studied before: the figures of the campaign stay what they are.
    """
    from thongsuot.domain.plans.queries.campaigns import audiences_of, campaign_by_slug, campaign_unit
    from thongsuot.domain.study.actions.classes import open_class, start_class
    from thongsuot.domain.study.models.classes import Form
    from thongsuot.domain.study.queries.registers import people_to_record
    from thongsuot.foundation.access.queries import viewer_for
    from thongsuot.foundation.audit.actor import SystemActor
    from thongsuot.foundation.organisations.models.appointments import Post
    from thongsuot.foundation.organisations.queries import post_holders

    campaign = campaign_by_slug(viewer_for(SystemActor("live class"), DAY), "nq13")
    secretary = post_holders(viewer_for(SystemActor("live class"), DAY), Post.SECRETARY)[SECRETARY_OF]
    viewer = viewer_for(secretary, DAY)
    members = [audience for audience in audiences_of(campaign) if audience.code == "members"]
    units = [campaign_unit(viewer, campaign, code) for code in (HOST, *GUESTS)]
    study_class = open_class(
        units[0],
        name="Lớp ôn tập Nghị quyết",
        form=Form.IN_PERSON,
        starts_at=_at(BEGINS),
        ends_at=_at(ENDS),
        directives=list(campaign.directives.all()),
        audiences=members,
        participants=units,
        place="Hội trường tầng 3",
        speaker="Quàng Văn Ún",
        by=secretary,
        at=_at(BEGINS) - timedelta(days=2),
    )
    start_class(study_class, by=secretary, at=_at(BEGINS) - timedelta(minutes=40))
    people = people_to_record(viewer, units, members)
    _let_in(
        study_class, [person.pk for person in sorted(people, key=lambda p: (p.has_studied, p.pk % 7, p.pk))], secretary
    )
    return f"/dot/nq13/lop/{study_class.public_id}/"


def _let_in(study_class: Any, entries: Sequence[int], secretary: Any) -> None:
    """Leave the first ones outside, tick some, and let the others check themselves in, a few every minute."""
    from thongsuot.domain.study.actions.attendance import Mark, mark_people
    from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
    from thongsuot.domain.study.models.attendance import Presence

    ticked, by_code = entries[STILL_OUTSIDE:][:TICKED], entries[STILL_OUTSIDE + TICKED :]
    marks = [Mark(entry, Presence.PRESENT) for entry in ticked]
    mark_people(study_class, marks=marks, by=secretary, at=_at(BEGINS) - timedelta(minutes=19))
    for group in range(0, len(by_code), COME_TOGETHER):
        rows = [CheckIn(study_class.public_id, entry) for entry in by_code[group : group + COME_TOGETHER]]
        record_check_ins(rows, at=_at(BEGINS) + timedelta(minutes=group // COME_TOGETHER - 14))


def _at(clock: time) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(DAY, clock))


if __name__ == "__main__":
    main()
