"""Every page each role can reach: no violation of axe, nothing in the console, nothing sideways, nothing heavy."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.demonstration import Demonstration
from tests.journeys.auditing import VENDOR, Auditor
from tests.journeys.crawling import fetch, pages_of_site
from tests.journeys.visiting import Visit

FEWEST_PAGES = {"": 1, "officer": 14, "secretary": 12, "rapporteur": 12, "member": 3, "inspector": 12}


@pytest.fixture(scope="package")
def auditor(demonstration: Demonstration) -> Auditor:
    """Return one auditor for all roles, who remembers what was looked at."""
    return Auditor(demonstration.address)


@pytest.mark.parametrize("role", FEWEST_PAGES)
def test_every_page_of_a_role_is_sound(visit: Visit, auditor: Auditor, role: str) -> None:
    visitor = visit(role)
    start = visitor.path if role else "/dang-nhap/"

    fetched = list(pages_of_site(visitor.page.request, auditor.address, start))
    broken = [f"{page.path}: answered {page.status}" for page in fetched if page.status != 200]
    findings = [finding for page in fetched for finding in auditor.findings(visitor.page, page)]

    assert "\n".join(broken + findings) == ""
    assert sum(page.is_page for page in fetched) >= FEWEST_PAGES[role]


def test_the_page_of_an_absent_address_is_sound(visit: Visit, auditor: Auditor) -> None:
    visitor = visit("officer")

    absent = fetch(visitor.page.request, auditor.address, "/dot/khong-co/")
    findings = auditor.findings(visitor.page, absent)
    visitor.complaints = [c for c in visitor.complaints if "404" not in c]

    assert absent.status == 404
    assert findings == []


def test_vendored_files_are_the_published_ones() -> None:
    register = dict(re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (VENDOR / "VENDORED.md").read_text(), re.M))

    there = {
        file.name: sha256(file.read_bytes()).hexdigest() for file in Path(VENDOR).iterdir() if file.suffix != ".md"
    }

    assert there == register
