"""What must come out, in one place: the figures of the bloc whose report the product is made from."""

from dataclasses import dataclass

MEMBERS = 4_600
MEMBERS_STUDIED = 4_502
PROBATIONARY = 92
EXEMPT = 46
KEY_CADRES = 240
KEY_CADRES_PRESENT = 232
NON_MEMBERS_STUDIED = 4_225
DECLARED_NON_MEMBERS = 4_580
BASE_CLASSES = 82
PROGRAMMES_RECEIVED = 84

# Members of a unit who have not studied, by the unit's code: 98 in all, 47 of them in three units.
NOT_STUDIED = {
    "K05": 21,
    "K12": 14,
    "K19": 12,
    "K23": 9,
    "K08": 7,
    "K54": 5,
    "K27": 4,
    "K31": 4,
    "K58": 3,
    "K34": 3,
    "K38": 3,
    "K41": 2,
    "K02": 2,
    **dict.fromkeys(("K06", "K10", "K14", "K17", "K21", "K25", "K45", "K49", "K62"), 1),
}
# Grassroots organisations that have not declared how many non-members they have, though some of them studied.
UNDECLARED = ("K11", "K16", "K25", "K40", "K55", "K57", "K61")
# Three that name their non-members.
NAMED_NON_MEMBERS = {"K36": 118, "K44": 64, "K52": 37}
NOBODY_BUT_MEMBERS = "K60"
# Units that wait for their programme to be received on the pinned day.
PROGRAMMES_WAITING = ("K13", "K29", "K47", "K66", "K73", "K88")
# Units that send their people to another's class: unit -> host.
JOINS = {
    "K53": "K01",
    "K56": "K01",
    "K59": "K03",
    "K63": "K04",
    "K65": "K06",
    "K67": "K07",
    "K69": "K09",
    "K71": "K10",
    "K74": "K13",
    "K77": "K14",
    "K79": "K15",
    "K81": "K17",
    "K83": "K18",
    "K85": "K20",
    "K87": "K21",
    "K89": "K22",
}
# Hosts of more than one class.
CLASSES_OF = {"K05": 3, "K08": 3, "K12": 2, "K19": 2, "K23": 2, "K27": 2}
# How many of the 82 classes are of each form.
FORMS = {"in_person": 38, "folded": 18, "online": 16, "in_parts": 5, "hybrid": 5}


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure that `thongsuot figures nq13` must print."""

    code: str
    studied: int
    expected: int | None


ANSWERS = (
    Answer("members", MEMBERS_STUDIED, MEMBERS),
    Answer("key_cadres", KEY_CADRES_PRESENT, KEY_CADRES),
    Answer("non_members", NON_MEMBERS_STUDIED, None),
)
