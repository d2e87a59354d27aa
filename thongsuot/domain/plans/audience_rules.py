"""Whom an audience consists of on a day, as conditions on `e.person_id`: for freezing the roll, and for a look before it.

Members are official, probationary and exempt; key cadres hold a key post in a grassroots organisation; non-members are those named.
"""

from datetime import date
from typing import Any

from thongsuot.domain.plans.key_posts import KEY_POSTS
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.foundation.organisations.models.memberships import MEMBER_CATEGORIES, Category


def audience_conditions(day: date) -> dict[AudienceRule, tuple[str, list[Any]]]:
    """Return for each audience its condition in SQL and the parameters of it."""
    return {
        AudienceRule.MEMBERS: _having_category(MEMBER_CATEGORIES, day),
        AudienceRule.KEY_CADRES: _holding_key_post(day),
        AudienceRule.NON_MEMBERS: _having_category([Category.NON_MEMBER], day),
    }


def _having_category(categories: list[Category], day: date) -> tuple[str, list[Any]]:
    return (
        """EXISTS (SELECT FROM organisations_membership m WHERE m.person_id = e.person_id AND m.is_home
               AND m.category = ANY(%s) AND m.valid_from <= %s AND (m.valid_until IS NULL OR m.valid_until > %s))""",
        [[str(category) for category in categories], day, day],
    )


def _holding_key_post(day: date) -> tuple[str, list[Any]]:
    return (
        """EXISTS (SELECT FROM organisations_appointment h
               JOIN organisations_unit u ON u.id = h.in_unit_id JOIN organisations_unitkind k ON k.id = u.kind_id
               WHERE h.person_id = e.person_id AND k.is_base AND h.post = ANY(%s)
               AND h.valid_from <= %s AND (h.valid_until IS NULL OR h.valid_until > %s))""",
        [[str(post) for post in KEY_POSTS], day, day],
    )
