"""First sight: one click in, and every figure of the demonstration stands on the first page."""

import pytest

from tests.journeys.visiting import Visit

HOME = {
    "officer": "/dot/nq13/",
    "secretary": "/dot/nq13/don-vi/K08/",
    "rapporteur": "/dot/nq13/don-vi/K08/",
    "member": "/m/",
}


def test_the_officer_sees_every_figure_of_the_campaign_at_once(visit: Visit) -> None:
    officer = visit("officer")

    text = officer.text

    for figure in ("97,87%", "4.502/4.600", "Còn 6 đồng chí", "232/240", "4.225", "7 đơn vị chưa khai"):
        assert figure in text
    assert officer.path == HOME["officer"]


def test_people_without_a_known_total_get_no_percentage(visit: Visit) -> None:
    officer = visit("officer")

    of_non_members = officer.page.locator("section", has_text="Quần chúng").first.inner_text()

    assert "4.225" in of_non_members


@pytest.mark.parametrize("role", ["officer", "secretary", "rapporteur", "member", "inspector"])
def test_a_role_comes_in_by_one_click_and_stands_where_its_work_is(visit: Visit, role: str) -> None:
    visitor = visit(role)

    assert visitor.path == HOME.get(role, "/dot/nq13/")
