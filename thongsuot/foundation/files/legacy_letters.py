"""Vietnamese letters before Unicode: the byte tables of TCVN3 (ABC fonts) and VNI-Windows.

Source: TCVN 5712:1993, set VN3; the VNI-Windows character set. Bytes 0x80 to 0x9F, which neither uses for letters, are read as
Windows-1252 punctuation. A byte that stands for nothing becomes U+FFFD, so that the cell which holds it can be refused by name.

TCVN3 has no bytes of its own for capital marked vowels (À, Ế): typists switched to an all-capitals font (.VnTimeH) or left the vowel
small (NGUYễN). Decoding raises such vowels again where the words around them are plainly in capitals; it never lowers a letter.
"""

import re
import unicodedata

UNREADABLE = "\ufffd"

_TCVN3 = dict(zip(b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)) | {
    first + place: letter
    for first, letters in (
        (0xB5, "àảãáạ"),
        (0xBB, "ằẳẵắ"),
        (0xC6, "ặầẩẫấậè"),
        (0xCE, "ẻẽ"),
        (0xD0, "éẹềểễếệìỉ"),
        (0xDC, "ĩíịò"),
        (0xE1, "ỏõóọồổỗốộờởỡớợù"),
        (0xF1, "ủũúụừửữứự"),
        (0xFA, "ỳỷỹýỵ"),
    )
    for place, letter in enumerate(letters)
}

# VNI writes a marked vowel as the letter followed by one byte for its mark; the same byte means the same mark on every letter.
_VNI_MARKS = {
    0xF8: "\u0300", 0xFB: "\u0309", 0xF5: "\u0303", 0xF9: "\u0301", 0xEF: "\u0323", 0xE2: "\u0302", 0xEA: "\u0306",
    0xE0: "\u0302\u0300", 0xE5: "\u0302\u0309", 0xE3: "\u0302\u0303", 0xE1: "\u0302\u0301", 0xE4: "\u0302\u0323",
    0xE8: "\u0306\u0300", 0xFA: "\u0306\u0309", 0xFC: "\u0306\u0303", 0xE9: "\u0306\u0301", 0xEB: "\u0306\u0323",
}  # fmt: skip
_VNI_SINGLE = {0xEC: "ì", 0xED: "í", 0xE6: "ỉ", 0xF3: "ĩ", 0xF2: "ị", 0xEE: "ỵ", 0xF1: "đ", 0xF4: "ơ", 0xF6: "ư"}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_OWN_SMALL = re.compile("[a-zăâêôơưđ]")
_WORD_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def _vni_table() -> dict[bytes, str]:
    table = {bytes([byte]): letter for byte, letter in _VNI_SINGLE.items()}
    for mark_byte, mark in _VNI_MARKS.items():
        for letter in b"aeoy" + b"u\xf4\xf6":
            base = _VNI_SINGLE.get(letter, chr(letter))
            composed = unicodedata.normalize("NFC", base + mark)
            if len(composed) == 1 and _is_vietnamese(composed) and composed not in table.values():
                table[bytes([letter, mark_byte])] = composed
    capitals = {_vni_upper(code): letter.upper() for code, letter in table.items()}
    return table | capitals


def _vni_upper(code: bytes) -> bytes:
    return code.decode("latin-1").upper().encode("latin-1")


def _is_vietnamese(letter: str) -> bool:
    parts = unicodedata.normalize("NFD", letter)
    vowel = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return vowel in "aăâeêioôơuưy"


_VNI = _vni_table()
_VNI_CODES = {letter: code for code, letter in _VNI.items()}
# A capital letter may carry the small form of its mark (Aù beside AÙ): typists held Shift for the letter only.
_VNI_READ = _VNI | {code[:1].decode("latin-1").upper().encode("latin-1") + code[1:]: text.upper()
                    for code, text in _VNI.items() if len(code) == 2 and text.islower()}  # fmt: skip
_TCVN3_CODES = {letter: bytes([byte]) for byte, letter in _TCVN3.items()}


def _rest(byte: int) -> str:
    return UNREADABLE if byte > 0xA0 else bytes([byte]).decode("cp1252", "replace")


# Both decoders work on the bytes seen as Latin-1 text, where letters are replaced at the speed of the interpreter's own loops.
_TCVN3_LETTERS = {byte: _TCVN3.get(byte) or _rest(byte) for byte in range(0x80, 0x100)}
_VNI_LETTERS = {chr(byte): _rest(byte) for byte in range(0x80, 0x100)}
_VNI_LETTERS |= {code.decode("latin-1"): text for code, text in _VNI_READ.items()}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI_LETTERS), key=len, reverse=True)))


def decode_tcvn3(content: bytes) -> str:
    """Return the text of TCVN3 bytes, in NFC; capitals restored within words and lines that are plainly in capitals."""
    return _WORD_RUN.sub(lambda run: _raised(run.group()), content.decode("latin-1").translate(_TCVN3_LETTERS))


def encode_tcvn3(text: str) -> bytes:
    """Return TCVN3 bytes; a capital marked vowel is written by its small byte. Refuses (ValueError) letters it has no byte for."""
    return b"".join(_code(letter, _TCVN3_CODES) for letter in unicodedata.normalize("NFC", text))


def decode_vni(content: bytes) -> str:
    """Return the text of VNI-Windows bytes, in NFC."""
    return _VNI_CODE.sub(lambda code: _VNI_LETTERS[code.group()], content.decode("latin-1"))


def encode_vni(text: str) -> bytes:
    """Return VNI-Windows bytes. Refuses (ValueError) letters it has no bytes for."""
    return b"".join(_code(letter, _VNI_CODES) for letter in unicodedata.normalize("NFC", text))


def _code(letter: str, codes: dict[str, bytes]) -> bytes:
    if letter in codes:
        return codes[letter]
    if codes is _TCVN3_CODES and letter.lower() in codes:
        return codes[letter.lower()]
    if letter < "\x80":
        return letter.encode("ascii")
    try:
        code = letter.encode("cp1252")
    except UnicodeEncodeError:
        code = b"\xff"
    if code > b"\xa0":
        msg = f"The encoding has no code for {letter!r}."
        raise ValueError(msg)
    return code


def _raised(run: str) -> str:
    # Only letters that own both a small and a capital byte say in which case the typist wrote.
    if _OWN_SMALL.search(run):
        return run
    longest = max(sum(letter.isupper() for letter in word) for word in run.split(" "))
    return run.upper() if longest >= 2 else run
