"""An attendance list on its way into a class: tried first, its questions answered, then kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from thongsuot.domain.study.actions.attendance_import import AttendanceImport
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.sheets import Question
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.foundation.organisations.roster.faults import Fault

LIST_PURPOSE = "attendance"
_ANSWER = "hoi-"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a list would do: its questions, or what became of its rows, or why it cannot be used."""

    told: AttendanceImport | None = None
    questions: list[Question] = field(default_factory=list)
    refused: str = ""

    @property
    def errors(self) -> list[Fault]:
        """Rows that are not accepted."""
        return self.told.errors if self.told else []

    @property
    def warnings(self) -> list[Fault]:
        """Rows that contradict what is recorded."""
        return self.told.warnings if self.told else []

    @property
    def may_save(self) -> bool:
        """Whether keeping it would record anything."""
        return bool(self.told and self.told.accepted)

    def sentence(self) -> str:
        """Return what the list would do, to be read before it does."""
        if self.refused:
            return self.refused
        if self.told is None:
            return _("Tệp cần trả lời %(n)s câu hỏi trước khi nhập. Không đoán tên ai.") % {
                "n": count_text(len(self.questions))
            }
        there = self.told.presence.get(Presence.PRESENT, 0)
        absent = sum(self.told.presence.get(key, 0) for key in (Presence.ABSENT, Presence.EXCUSED))
        return _(
            "%(rows)s dòng: %(there)s có mặt, %(absent)s vắng, %(unchanged)s đã ghi trước, %(errors)s không khớp."
        ) % {
            "rows": count_text(self.told.rows),
            "there": count_text(there),
            "absent": count_text(absent),
            "unchanged": count_text(self.told.unchanged),
            "errors": count_text(len(self.told.errors)),
        }


def answers_in(posted: QueryDict) -> dict[str, str]:
    """Return the answers to a file's questions, by code."""
    answers = {key.removeprefix(_ANSWER): posted.get(key, "") for key in posted if key.startswith(_ANSWER)}
    return {code: str(answer) for code, answer in answers.items() if answer}


def tried(run: Callable[[], AttendanceImport]) -> Tried:
    """Run an import and take all of it back: what it tells is what it would do."""
    try:
        with transaction.atomic():
            told = run()
            transaction.set_rollback(True)
    except QuestionsOpen as asked:
        return Tried(questions=asked.questions)
    except Refusal as refusal:
        return Tried(refused=str(refusal))
    return Tried(told)
