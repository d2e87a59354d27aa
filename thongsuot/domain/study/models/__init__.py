"""Tables of study, by topic."""

from thongsuot.domain.study.models.attendance import Attendance, HeadCount, StudyElsewhere
from thongsuot.domain.study.models.classes import Session, StudyClass
from thongsuot.domain.study.models.ledger import LearningLedger, Standing, UnfoldedLearning

__all__ = [
    "Attendance",
    "HeadCount",
    "LearningLedger",
    "Session",
    "Standing",
    "StudyClass",
    "StudyElsewhere",
    "UnfoldedLearning",
]
