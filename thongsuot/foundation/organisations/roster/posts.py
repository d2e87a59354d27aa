"""Posts as an office writes them. Only titles that are known become posts: the secretary of a youth union is no secretary here."""

import re
from functools import lru_cache

from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.organisations.models.appointments import Post

_OF_BASE = r" (?:dang uy|dang bo)(?: co so)?"
_OF_CELL = r" (?:chi bo|chi uy)(?: co so)?"
# Titles that name the grassroots organisation, titles that name the cell, and titles that name neither.
_BASE_TITLES = {
    Post.SECRETARY: rf"bi thu{_OF_BASE}",
    Post.DEPUTY_SECRETARY: rf"pho bi thu(?: thuong truc)?{_OF_BASE}",
    Post.STANDING_MEMBER: rf"uy vien (?:ban )?thuong vu(?:{_OF_BASE})?",
    Post.COMMITTEE_MEMBER: rf"dang uy vien|uy vien (?:ban chap hanh|bch)(?:{_OF_BASE})?",
    Post.RAPPORTEUR: r"bao cao vien(?: dang uy| co so| cap co so)?",
}
_CELL_TITLES = {
    Post.SECRETARY: rf"bi thu{_OF_CELL}",
    Post.DEPUTY_SECRETARY: rf"pho bi thu(?: thuong truc)?{_OF_CELL}",
    Post.COMMITTEE_MEMBER: r"chi uy vien",
}
_BARE_TITLES = {Post.SECRETARY: r"bi thu", Post.DEPUTY_SECRETARY: r"pho bi thu(?: thuong truc)?"}


def titles_in(text: str) -> list[str]:
    """Return the titles of a cell, parted by semicolons or line ends."""
    return [title for part in re.split(r"[;\n]", text) if (title := nfc(part))]


@lru_cache(maxsize=1_024)
def post_of(title: str, *, is_base_cell: bool) -> tuple[Post, bool] | None:
    """Return the post a title names and whether it is one of the grassroots organisation (else of the person's own cell).

    In a base cell both are the same unit. None for a title that names no post of the Party known here, and for a bare «Bí thư» in
    a subordinate cell: it does not say of what.
    """
    words = folded(title)
    for titles, is_of_base in (
        (_BASE_TITLES, True),
        (_CELL_TITLES, is_base_cell),
        (_BARE_TITLES if is_base_cell else {}, True),
    ):
        for post, pattern in titles.items():
            if re.fullmatch(pattern, words):
                return post, is_of_base
    return None
