"""The secretary's journeys: a class that was held, with its signed sheet; a class that is to be held."""

from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.restoring import take_back_presence
from tests.journeys.visiting import Visit


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Return a photograph of a signed sheet."""
    file = tmp_path / "danh-sach-ky.jpg"
    Image.new("RGB", (620, 877), (250, 248, 244)).save(file, "JPEG")
    return file


@pytest.mark.parametrize("scripts", [True, False])
def test_a_held_class_is_recorded_in_three_clicks_and_a_file(visit: Visit, sheet: Path, *, scripts: bool) -> None:
    secretary = visit("secretary", scripts=scripts)

    secretary.press("Chụp danh sách ký")
    people = [str(box.get_attribute("value")) for box in secretary.page.locator("[name='co-mat']:checked").all()]
    secretary.choose_file("sheets", sheet)
    secretary.press("Tiếp", exact=True)
    said = secretary.text
    secretary.press("Lưu lớp")
    class_page = secretary.path
    shown = secretary.text
    after = secretary.go("/dot/nq13/don-vi/K08/").text()
    take_back_presence(secretary, class_page, people)

    assert len(people) == 7
    assert secretary.clicks == 3
    assert "7/7 có mặt" in said
    assert "1 ảnh hoặc tệp" in said
    assert "danh-sach-ky.jpg" in shown
    assert "186/186" in after


def test_a_class_is_opened_and_started_on_the_page(visit: Visit) -> None:
    secretary = visit("secretary")

    secretary.go("/dot/nq13/lop/")
    secretary.press("Mở lớp")
    secretary.fill(
        happened_on="2021-06-30", starts="18:00", ends="20:00", place="Hội trường tầng 3", name="Lớp buổi tối"
    )
    secretary.press("Mở lớp", within="main form.body")
    opened = secretary.text
    secretary.press("Bắt đầu điểm danh")
    started = secretary.page.locator("#door .qr").count()
    secretary.press("Kết thúc điểm danh")

    assert "Lớp buổi tối" in opened
    assert started == 1
    assert secretary.clicks == 4
    assert "Đã học" in secretary.text
