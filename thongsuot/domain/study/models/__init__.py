"""Tables of study, by topic."""

from thongsuot.domain.study.models.attendance import Attendance, HeadCount, SignedSheet, StudyElsewhere
from thongsuot.domain.study.models.claims import DoorClaim, DoorTry
from thongsuot.domain.study.models.classes import Session, StudyClass
from thongsuot.domain.study.models.ledger import LearningLedger, Standing, UnfoldedLearning

__all__ = [
    "Attendance",
    "DoorClaim",
    "DoorTry",
    "HeadCount",
    "LearningLedger",
    "Session",
    "SignedSheet",
    "Standing",
    "StudyClass",
    "StudyElsewhere",
    "UnfoldedLearning",
]
