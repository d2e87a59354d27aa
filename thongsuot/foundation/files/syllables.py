"""What can be a Vietnamese syllable: the measure by which one guess at an encoding is more plausible than another."""

import re
import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ONSETS = re.compile(r"ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]|")
_RHYMES = frozenset(
    re.findall(
        r"\S+",
        """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet oong ooc
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêu uơ uơn uôc uôi uôm uôn uông uôt
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych ynh yp yt yêm yên yêng yêt yêu
    """,
    )
)


def is_syllable(word: str) -> bool:
    """Tell whether a word obeys Vietnamese spelling: onset, rhyme, at most one tone, and sắc or nặng before a final stop."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONES]
    plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if len(tones) > 1 or not plain:
        return False
    rhyme = _rhyme_of(plain)
    stopped = rhyme.endswith(("c", "ch", "p", "t"))
    return rhyme in _RHYMES and (not stopped or tones in (["\u0301"], ["\u0323"]))


def _rhyme_of(plain: str) -> str:
    onset = _ONSETS.match(plain)
    rhyme = plain[onset.end() if onset else 0 :]
    if onset and onset.group() == "gi" and rhyme not in _RHYMES:
        return "i" + rhyme  # gì, giếng: the i belongs to the rhyme
    return rhyme
