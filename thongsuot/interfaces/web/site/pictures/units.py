"""The units that a picture shows: counts for the geometry, texts for the eye."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.coverage import missing_to


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit with its count of people who studied and the roll expected of it (None: it has no roll yet).

    `href` is its page; `down` the picture of the level below it, where there is one. `rate_text` and `fraction_text` are
    what is shown; geometry comes from the counts.
    """

    name: str
    href: str
    studied: int
    expected: int | None
    rate_text: str = ""
    fraction_text: str = ""
    short_name: str = ""
    is_confirmed: bool = True
    children: tuple["UnitNode", ...] = field(default=())
    down: str = ""

    @property
    def weight(self) -> int:
        """The people it stands for: its roll, or whoever studied where there is no roll yet."""
        return max(0, self.studied if self.expected is None else self.expected)

    @property
    def is_known(self) -> bool:
        """Whether it has a confirmed roll to be measured against."""
        return self.expected is not None and self.is_confirmed

    def missing(self, target: Decimal) -> int:
        """Return how many people are left to the target (a share from 0 to 1)."""
        return missing_to(target, studied=self.studied, expected=self.expected)

    @classmethod
    def of_rate(
        cls,
        rate: Rate,
        *,
        name: str,
        href: str,
        short_name: str = "",
        down: str = "",
        children: Sequence["UnitNode"] = (),
    ) -> "UnitNode":
        """Return the node of a unit from its rate."""
        return cls(
            name=name,
            href=href,
            studied=rate.numerator,
            expected=rate.denominator,
            rate_text=rate.text(),
            fraction_text=rate.fraction_text(),
            short_name=short_name,
            down=down,
            children=tuple(children),
        )


def worst_first(nodes: Sequence[UnitNode], target: Decimal) -> list[UnitNode]:
    """Return the nodes by people left to the target, then by size; those without a roll last."""
    return sorted(nodes, key=lambda node: worst_first_key(node, target))


def worst_first_key(node: UnitNode, target: Decimal) -> tuple[bool, int, int]:
    """Return the sort key of that order."""
    return node.expected is None, -node.missing(target), -node.weight


def merged_units(group: Sequence[UnitNode], *, href: str) -> UnitNode:
    """Return one node for several small units, with a fraction and no percentage; a single unit stays itself."""
    if len(group) == 1:
        return group[0]
    studied = sum(node.studied for node in group)
    rolls = [node.expected for node in group if node.expected is not None]
    expected = sum(rolls) if len(rolls) == len(group) else None
    fraction = count_text(studied) if expected is None else f"{count_text(studied)}/{count_text(expected)}"
    return UnitNode(
        name=_("%(count)s đơn vị nhỏ") % {"count": count_text(len(group))},
        href=href,
        studied=studied,
        expected=expected,
        fraction_text=fraction,
        is_confirmed=all(node.is_confirmed for node in group),
    )
