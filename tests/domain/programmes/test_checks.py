"""What the machine counts in tasks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.programmes.checks import Check, CheckKind, checks_of
from thongsuot.domain.programmes.models import Task

DAY = date(2021, 12, 31)


def _task(
    order: int, content: str = "Việc", owner: str = "Bí thư", due_on: date | None = DAY, result: str = ""
) -> Task:
    return Task(order=order, content=content, owner=owner, due_on=due_on, result=result)


def test_checks_of_names_the_tasks_without() -> None:
    tasks = [
        _task(1, result="Báo cáo"),
        _task(2, due_on=None),
        _task(3, "GIÁM SÁT thường xuyên", result="2 cuộc"),
    ]

    assert checks_of(tasks) == [
        Check(CheckKind.OWNER, 3, 3),
        Check(CheckKind.DEADLINE, 2, 3, (2,)),
        Check(CheckKind.RESULT, 2, 3, (2,)),
        Check(CheckKind.OVERSIGHT, 1, 3),
    ]


def test_check_is_clear_only_where_something_was_found_and_nothing_misses() -> None:
    clear = [check.is_clear for check in checks_of([_task(1), _task(2)])]

    assert clear == [True, True, False, False]


def test_checks_of_no_tasks_are_not_clear() -> None:
    assert [check.is_clear for check in checks_of([])] == [False] * 4


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans())))
def test_checks_of_any_tasks_found_and_without_make_the_whole(shapes: list[tuple[bool, bool, bool]]) -> None:
    tasks = [
        _task(n, owner="Bí thư" if owner else "", due_on=DAY if due else None, result="Báo cáo" if result else "")
        for n, (owner, due, result) in enumerate(shapes, start=1)
    ]

    for check in checks_of(tasks)[:3]:
        assert check.found + len(check.without) == check.whole == len(tasks)
