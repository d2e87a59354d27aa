"""What a page says to eyes and to aids, and what of it people have stored."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser

VIETNAMESE = re.compile("[ăâđêôơưàáãèéìíòóõùúý\u1ea0-\u1ef9\u0129\u0169]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_TOLD = ("alt", "aria-label", "content", "placeholder", "title", "value")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_PRODUCT = "Thông Suốt"


class StoredWords:
    """Everything people have stored, found again in what a page says, in capitals or not."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for text in {_plain(text).lower() for text in (*texts, _PRODUCT)}:
            if VIETNAMESE.search(text) and (first := _WORD.search(text)):
                self._by_word[first[0]].append(text[first.start() :])
        for texts_of_word in self._by_word.values():
            texts_of_word.sort(key=len, reverse=True)

    def without(self, said: str) -> str:
        """Return what is said without what is stored."""
        said, rest, place = _plain(said).lower(), [], 0
        while word := _WORD.search(said, place):
            rest.append(said[place : word.start()])
            stored = next((t for t in self._by_word[word[0]] if said.startswith(t, word.start())), "")
            rest.append("" if stored else word[0])
            place = word.start() + len(stored or word[0])
        return "".join([*rest, said[place:]])


class SpokenPage(HTMLParser):
    """Collects what a page says: its text and what it tells aids.

    It passes over what says itself that it is Vietnamese, initials beside a name, and the names written into the cells of
    a picture, which are broken into lines and stand whole in the cell's title.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.language = ""
        self._above: list[tuple[str, set[str], bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = {*told.get("class", "").split()}
        self.language = told.get("lang", "") if tag == "html" else self.language
        in_cell = tag == "text" and any("cell" in above for _tag, above, _passed in self._above)
        passed = self._is_passed or in_cell or "avatar" in classes or (told.get("lang") == "vi" and tag != "html")
        if not passed:
            self.said += [value for name, value in told.items() if name in _TOLD or name.startswith("data-")]
        if tag not in _VOID:
            self._above.append((tag, classes, passed))

    def handle_endtag(self, tag: str) -> None:
        while self._above and self._above.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_passed:
            self.said.append(data)

    @property
    def _is_passed(self) -> bool:
        return bool(self._above) and self._above[-1][2]


def _plain(text: str) -> str:
    return " ".join(text.split())


def vietnamese_left(html: str, stored: StoredWords) -> list[str]:
    """Return what a page says in Vietnamese beyond what is stored."""
    said = (stored.without(part) for part in SpokenPage(html).said if VIETNAMESE.search(part))
    return [rest.strip() for rest in said if VIETNAMESE.search(rest)]
