"""What a machine can see in a programme's tasks: it counts and points, it never judges. A person decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thongsuot.domain.programmes.models import Task
from thongsuot.foundation.core.text import folded

# A programme says who looks whether it is carried out: a task of inspection or supervision.
_OVERSIGHT_WORDS = ("kiem tra", "giam sat")


class CheckKind(StrEnum):
    """What is looked for."""

    OWNER = "owner"
    DEADLINE = "deadline"
    RESULT = "result"
    OVERSIGHT = "oversight"


@dataclass(frozen=True, slots=True)
class Check:
    """In how many tasks something was found, of how many, and the numbers of the tasks without it."""

    kind: CheckKind
    found: int
    whole: int
    without: tuple[int, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to point at."""
        return not self.without and self.found > 0


def checks_of(tasks: Sequence[Task]) -> list[Check]:
    """Return what is seen in the tasks: owner, deadline and result in each, and whether any is one of oversight."""
    watching = sum(any(word in folded(task.content) for word in _OVERSIGHT_WORDS) for task in tasks)
    return [
        _check(CheckKind.OWNER, tasks, lambda task: bool(task.owner)),
        _check(CheckKind.DEADLINE, tasks, lambda task: task.due_on is not None),
        _check(CheckKind.RESULT, tasks, lambda task: bool(task.result)),
        Check(CheckKind.OVERSIGHT, watching, len(tasks)),
    ]


def _check(kind: CheckKind, tasks: Sequence[Task], has: Callable[[Task], bool]) -> Check:
    without = tuple(task.order for task in tasks if not has(task))
    return Check(kind, len(tasks) - len(without), len(tasks), without)
