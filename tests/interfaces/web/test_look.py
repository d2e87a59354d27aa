"""The look holds together: every component renders, nothing inline, drawings, colours and vendored files are what they say."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.builders.look import COMPONENT_SAMPLES, SAMPLE_CHROME, SAMPLE_RATE, WRONG_FORM
from thongsuot.foundation.core.rates import Rate

WEB = Path(__file__).parents[3] / "thongsuot" / "interfaces" / "web"
STATIC = WEB / "static"
COMPONENTS = WEB / "templates" / "components"
OWN_PAGES = [
    WEB / "templates" / name
    for name in ("base.html", "base_plain.html", "404.html", "403.html", "400.html", "500.html")
]
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))

# Pages must stand before every address exists; the addresses themselves are tried with their rooms.
urlpatterns: list[object] = []


@pytest.fixture(autouse=True)
def _bare_site(settings: object) -> None:
    """Addresses of no room, and static files without a manifest."""
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # type: ignore[attr-defined]


class Unclosed(HTMLParser):
    """Collect elements that are closed in the wrong order or not at all."""

    VOID = frozenset(["meta", "link", "input", "img", "br", "hr"])

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closed element opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def unclosed(html: str) -> list[str]:
    parser = Unclosed()
    parser.feed(html)
    return parser.wrong + parser.open


def inline_parts(html: str) -> list[str]:
    """Return what the content policy would refuse: style attributes and elements, inline scripts and handlers."""
    return re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", html)


def test_samples_cover_every_component() -> None:
    assert set(COMPONENT_SAMPLES) == {path.stem for path in COMPONENTS.glob("*.html")}


@pytest.mark.parametrize("name", sorted(COMPONENT_SAMPLES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_component_of_sample_data_is_sound(name: str, language: str) -> None:
    with translation.override(language):
        html = render_to_string(f"components/{name}.html", COMPONENT_SAMPLES[name])

    assert html.strip()
    assert inline_parts(html) == []
    assert unclosed(html) == []
    assert set(re.findall(r"icons\.svg#([\w-]*)", html)) <= ICONS
    assert "<mẫu>" not in html


@pytest.mark.parametrize("name", ["curve", "icicle", "ruler", "segbar", "bar", "spark", "strip"])
def test_picture_in_vietnamese_writes_plain_numbers_into_attributes(name: str) -> None:
    html = render_to_string(f"components/{name}.html", COMPONENT_SAMPLES[name])

    numbers = re.findall(r'\s(?:x|y|width|height|cx|cy|r|dy)="([^"]*)"', html)
    paths = re.findall(r'\s(?:d|viewBox|transform)="([^"]*)"', html)
    assert numbers + paths
    assert [number for number in numbers if not re.fullmatch(r"-?\d+(\.\d+)?%?", number)] == []
    assert [path for path in paths if "," in path] == []


def test_target_says_what_is_left_of_an_aim_and_whether_a_duty_is_met() -> None:
    def tag_of(rate: Rate, **more: object) -> tuple[str, str]:
        html = render_to_string("components/target.html", {"label": "A", "href": "/", "rate": rate, **more})
        found = re.search(r'class="(tag[^"]*)">(?:<svg.*?</svg>)?([^<]*)<', html, re.DOTALL)
        assert found is not None
        return found[1], found[2].strip()

    assert tag_of(SAMPLE_RATE, people="members") == ("tag warn", "Còn 6 đồng chí")
    assert tag_of(SAMPLE_RATE) == ("tag warn", "Còn 6 người")
    assert tag_of(Rate(89, 90, Decimal(1)), duty=True) == ("tag err", "Chưa đạt")
    assert tag_of(Rate(90, 90, Decimal(1)), duty=True) == ("tag ok", "Đạt")
    assert tag_of(Rate(4225, None, Decimal("0.9"))) == ("tag", "Chưa tính tỷ lệ")


def test_target_without_a_denominator_shows_a_count_and_no_percentage() -> None:
    context = {"label": "Quần chúng", "href": "/", "rate": Rate(4225, None), "counted": "người đã học"}

    html = render_to_string("components/target.html", context)

    assert "4.225<small>người đã học</small>" in html
    assert "%" not in html


def test_field_with_errors_is_described_by_its_hint_and_error() -> None:
    html = render_to_string("components/field.html", {"field": WRONG_FORM["name"]})

    described = re.search(r'aria-describedby="([^"]*)"', html)
    assert described is not None
    assert set(described[1].split()) == set(re.findall(r'<div (?:class="hint" )?id="([^"]*)"', html))


def test_base_of_a_page_shows_where_one_stands() -> None:
    html = render_to_string("base.html", {"chrome": SAMPLE_CHROME})

    assert inline_parts(html) == []
    assert unclosed(html) == []
    assert '<html lang="vi">' in html
    assert '<a href="/u/" aria-current="page">Đơn vị<span class="count">1.090</span></a>' in html
    assert "(5) Đảng bộ Khối · Thông Suốt" in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "400.html", "500.html", "base_plain.html", "base.html"])
def test_page_without_any_context_stands(name: str) -> None:
    html = render_to_string(name)

    assert inline_parts(html) == []
    assert unclosed(html) == []


def all_templates() -> Iterator[tuple[str, str]]:
    for path in [*OWN_PAGES, *sorted(COMPONENTS.glob("*.html"))]:
        yield path.name, path.read_text()


def test_templates_name_drawings_that_exist() -> None:
    named = re.compile(r'icon\.html" with name="([\w-]+)"|icon="([\w-]+)"')
    pages = (WEB / "templates").rglob("*.html")

    missing = {name for page in pages for pair in named.findall(page.read_text()) for name in pair if name} - ICONS

    assert missing == set()


def test_components_open_with_their_parameters_and_are_normalised() -> None:
    for name, text in all_templates():
        assert unicodedata.is_normalized("NFC", text), name
        if (COMPONENTS / name).exists():
            assert text.startswith("{% comment %}"), name
        assert len(text.splitlines()) <= 120, name


def test_classes_of_components_are_styled() -> None:
    css = "".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    # Names that a script or a picture's words carry, with nothing to style.
    bare = {"page", "cell", "actual", "plan", "notices-place", "strip-cells", "small"}

    for name, text in all_templates():
        for classes in re.findall(r'class="([^"{]*)"', text):
            assert set(classes.split()) <= styled | bare, name
