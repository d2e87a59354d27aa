"""Taking back what a journey did, so that the next one finds the figures of the demonstration as they were."""

from collections.abc import Iterable

from tests.journeys.visiting import Visitor


def take_back_presence(host: Visitor, class_page: str, people: Iterable[str]) -> None:
    """Mark these people of a class as not recorded, by the address behind the page's own buttons."""
    host.go(class_page)
    for person in people:
        host.post(f"{class_page}ghi/{person}/bo/")
