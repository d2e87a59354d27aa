"""Why steps of a reorganisation cannot be taken: each says what is in the way and the way out."""

from thongsuot.foundation.core.errors import Refusal


class BesideReorganisation(Refusal):
    """A step stays below the unit whose officer drafts it: what lies beside or above is for the level above."""


class UnitClosed(Refusal):
    """A unit that has ended is neither changed nor made to hold others."""


class CircleInTree(Refusal):
    """No unit comes to stand below itself."""


class KindNotAllowed(Refusal):
    """A kind does not stand directly below another."""


class UnitsLeft(Refusal):
    """A unit ends when no other stands below it any more."""


class PeopleLeft(Refusal):
    """A unit ends when nobody belongs to it any more."""


class CodeInUse(Refusal):
    """Two units of one issuer do not bear one code."""


class UnitTwice(Refusal):
    """One reorganisation moves, merges, splits or ends a unit once."""


class TreeChangedSince(Refusal):
    """After the day on which the steps shall take effect the tree changed in this place."""


class StepsMissing(Refusal):
    """A reorganisation without steps changes nothing."""


class PartsIncomplete(Refusal):
    """A split names its parts: two, or one beside the unit itself when that goes on."""


class NothingChanges(Refusal):
    """The step leaves the unit as it is."""
