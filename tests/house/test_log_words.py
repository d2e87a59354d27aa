"""Every event that the code records has its words on pages."""

import ast
import re

from tests.house.test_layout import CODE
from thongsuot.interfaces.web.site.log_words import AREAS, EVENTS

_EVENT = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
# Events made of a document's kind and what was done with it (`plans/actions/documents.py`).
MADE_OF_TWO = {
    f"{kind}.{verb}"
    for kind in ("studyplan", "actionprogramme")
    for verb in ("issued", "confirmed", "received", "supplement_asked")
}


def _recorded() -> set[str]:
    """Return every constant of an event's form in modules that record."""
    found = set(MADE_OF_TWO)
    for path in CODE:
        text = path.read_text()
        if "audit.actions import" not in text and path.parts[-2:] != ("audit", "actions.py"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _EVENT.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_recorded_event_has_its_words() -> None:
    assert sorted(_recorded() - set(EVENTS)) == []


def test_no_words_for_events_that_nobody_records() -> None:
    assert sorted(set(EVENTS) - _recorded()) == []


def test_every_event_belongs_to_a_kind_of_work() -> None:
    assert sorted({event.partition(".")[0] for event in EVENTS} ^ set(AREAS)) == []
