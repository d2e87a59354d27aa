"""Static files: colours that can be read, references that resolve, vendored files unchanged."""

import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "thongsuot" / "interfaces" / "web" / "static"
CSS = {path.name: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", CSS["tokens.css"]))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", ["paper", "surface", "sunk", "faint"])
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "cham", "son", "below-text", "ok", "err", "warn"])
def test_text_on_paper_can_be_read(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ok", "ok-pale"),
        ("warn", "warn-pale"),
        ("err", "err-pale"),
        ("cham", "cham-pale"),
        ("ink-3", "row-next"),
        ("ink-3", "row-marked"),
        ("ink-3", "row-new"),
        ("cham", "row-next"),
        ("ink", "highlight"),
        ("ink", "c5"),
        ("ink", "c4"),
        ("ink", "c3"),
        ("ink", "c2"),
        ("surface", "c1"),
        ("surface", "cham"),
        ("surface", "cham-deep"),
        ("surface", "son"),
        ("surface", "ink"),
        ("on-cham", "cham"),
        ("on-cham", "cham-deep"),
        ("on-dark-link", "ink"),
    ],
)
def test_text_on_colour_can_be_read(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"), [("edge", "surface"), ("edge", "paper"), ("ink", "focus"), ("s4", "surface")]
)
def test_edges_and_marks_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(TOKENS[edge], TOKENS[ground]) >= 3


def test_coverage_steps_darken_steadily_so_that_grey_print_keeps_their_order() -> None:
    steps = [luminance(TOKENS[name]) for name in ("c5", "c4", "c3", "c2", "c1")]

    assert all(lighter > darker * 1.2 for lighter, darker in pairwise(steps))


def test_style_uses_only_tokens_that_exist() -> None:
    defined = set(re.findall(r"--([\w-]+):", CSS["tokens.css"]))

    assert {name: set(re.findall(r"var\(--([\w-]+)", css)) - defined for name, css in CSS.items()} == {
        name: set() for name in CSS
    }


def test_style_refers_to_files_that_exist() -> None:
    for name, css in CSS.items():
        for url in re.findall(r'url\("([^"]+)"\)', css):
            assert (STATIC / "css" / url).resolve().is_file(), f"{name}: {url}"


def test_style_keeps_braces_in_pairs() -> None:
    assert {name: css.count("{") - css.count("}") for name, css in CSS.items()} == dict.fromkeys(CSS, 0)


def test_own_script_writes_no_style_and_evaluates_no_text() -> None:
    script = (STATIC / "js" / "thongsuot.js").read_text()

    assert re.findall(r"\.style\b|cssText|innerHTML|insertAdjacent|\beval\b|new Function|document\.write", script) == []


@pytest.mark.parametrize("register", ["fonts/VENDORED.md", "vendor/VENDORED.md"])
def test_vendored_files_are_unchanged(register: str) -> None:
    lines = re.findall(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (STATIC / register).read_text())
    home = STATIC / "fonts" if register.startswith("fonts") else STATIC

    assert len(lines) >= 4
    assert [(name, sha256((home / name).read_bytes()).hexdigest()) for name, _sum in lines] == lines


def test_every_file_in_the_vendored_folders_is_registered() -> None:
    for folder in ("fonts", "vendor"):
        text = (STATIC / folder / "VENDORED.md").read_text()
        names = {path.name for path in (STATIC / folder).iterdir()} - {"VENDORED.md"}
        assert {name for name in names if name not in text} == set()
