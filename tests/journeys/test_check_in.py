"""Checking in: the code on the wall, one tap on a telephone that is known, and the figures move by one."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scripts.browser import PHONE, scan_code
from scripts.demonstration import ROOT, Demonstration
from tests.journeys.restoring import take_back_presence
from tests.journeys.visiting import Visit, Visitor

MEMBER = "Nguyễn Trọng Bách"


@pytest.fixture(scope="package")
def class_page(demonstration: Demonstration) -> str:
    """Return the page of a class that is open: three cells, six of whose people are still outside."""
    opened = subprocess.run(
        [sys.executable, "-m", "scripts.live_class"],
        env=demonstration.environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return opened.stdout.strip()


@pytest.fixture
def secretary(visit: Visit, class_page: str) -> Iterator[Visitor]:
    """Return the secretary before the class page; afterwards the member's presence is taken back, so that figures stay."""
    host = visit("secretary")
    host.go(class_page)
    row = host.page.locator("li", has_text=MEMBER).locator("form[action$='/co-mat/']")
    person = str(row.get_attribute("action")).split("/")[-3]
    yield host
    take_back_presence(host, class_page, [person])


def test_one_tap_records_a_member_and_the_campaign_counts_one_more(
    visit: Visit, secretary: Visitor, class_page: str
) -> None:
    officer, telephone = visit("officer"), visit("member", size=PHONE)
    before, there_before = studied(officer), arrived(secretary)
    telephone.press("Ghi nhớ máy này")
    telephone.clicks = 0

    telephone.go(scan_code(secretary.page))
    telephone.press("Tôi có mặt")
    said = telephone.text
    secretary.go(class_page)
    officer.go("/dot/nq13/")

    assert (telephone.clicks, f"Đã ghi {MEMBER}" in said) == (1, True)
    assert MEMBER not in there_before
    assert MEMBER in arrived(secretary)
    assert studied(officer) == before + 1


def test_scanning_again_is_told_when_it_was_recorded(visit: Visit, secretary: Visitor) -> None:
    telephone = visit("member", size=PHONE)
    telephone.press("Ghi nhớ máy này")

    telephone.go(scan_code(secretary.page))
    telephone.press("Tôi có mặt")
    telephone.go(scan_code(secretary.page))

    assert "Đã ghi trước đó lúc" in telephone.text


def test_a_telephone_nobody_made_known_names_nobody(visit: Visit, secretary: Visitor) -> None:
    stranger = visit(size=PHONE)

    answer = stranger.go(scan_code(secretary.page))

    assert answer.status == 200
    assert MEMBER not in stranger.text
    assert stranger.page.get_by_role("button", name="Tôi có mặt").count() == 0


def studied(officer: Visitor) -> int:
    """Return how many members have studied, as the campaign's first sentence says."""
    said = re.search(r"\(([\d.]+)/4\.600\)", officer.text)
    assert said is not None, officer.text[:400]
    return int(said[1].replace(".", ""))


def arrived(secretary: Visitor) -> str:
    """Return what the class page says of those who have come."""
    page = secretary.page
    return page.locator("ul.roll").last.inner_text()
