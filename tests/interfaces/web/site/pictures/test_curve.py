"""The curve: both lines, the target, events and words."""

from datetime import date, timedelta

from thongsuot.interfaces.web.site.pictures.curve import CurveEvent, CurvePicture, curve_picture
from thongsuot.interfaces.web.site.pictures.frame import CurvePoint
from thongsuot.interfaces.web.site.pictures.spark import spark_picture

FIRST, LAST = date(2021, 4, 1), date(2021, 6, 30)
PLAN = [CurvePoint(FIRST + timedelta(day), day * 50) for day in range(91)]
ACTUAL = [CurvePoint(FIRST + timedelta(day), day * 40) for day in range(75)]


def picture(actual: list[CurvePoint] = ACTUAL, plan: list[CurvePoint] = PLAN) -> CurvePicture:
    event = CurveEvent(date(2021, 5, 6), date(2021, 5, 24), "6 – 24/5:\ngiãn cách")
    return curve_picture(
        actual,
        plan,
        first_day=FIRST,
        last_day=LAST,
        expected=4600,
        target_count=4508,
        target_text="98%",
        events=[event],
    )


def labels(drawn: CurvePicture, kind: str) -> list[str]:
    return [label.text for label in drawn.labels if kind in label.kind]


def test_curve_picture_of_a_campaign_names_lines_target_and_event() -> None:
    drawn = picture()

    assert labels(drawn, "strong") == ["Chỉ tiêu 98% = 4.508"]
    assert labels(drawn, "plan") == ["kế hoạch"]
    assert labels(drawn, "actual") == ["thực tế", "2.960"]
    assert labels(drawn, "quiet") == ["6 – 24/5:", "giãn cách"]
    assert drawn.alternative == "Đến 14/6: đã học 2.960, theo kế hoạch 3.700. Chỉ tiêu 98% = 4.508."


def test_curve_picture_of_a_campaign_behind_puts_the_plan_above() -> None:
    behind = {label.text: label.y for label in picture().labels}
    ahead = {label.text: label.y for label in picture(PLAN[:75], ACTUAL).labels}

    assert behind["kế hoạch"] < behind["thực tế"]
    assert ahead["thực tế"] < ahead["kế hoạch"]


def test_curve_picture_of_a_campaign_ticks_its_ends_and_months() -> None:
    drawn = picture()

    assert [tick.text for tick in drawn.ticks] == ["1/4", "1/5", "1/6", "30/6"]
    assert [line.text for line in drawn.grid] == ["0", "1.000", "2.000", "3.000", "4.000"]
    assert [tick.x for tick in drawn.ticks] == sorted(tick.x for tick in drawn.ticks)


def test_curve_picture_of_a_campaign_keeps_everything_inside() -> None:
    drawn = picture()

    assert all(0 <= label.x <= drawn.width and 0 <= label.y <= drawn.height for label in drawn.labels)
    assert all(shade.x + shade.width <= drawn.width for shade in drawn.shades)
    assert drawn.target_y is not None
    assert drawn.frame.top <= drawn.target_y < drawn.frame.top + 10


def test_curve_picture_before_the_first_class_has_a_plan_and_no_point() -> None:
    drawn = picture([])

    assert (drawn.actual_path, drawn.end_x) == ("", None)
    assert drawn.plan_path.startswith("M")
    assert drawn.alternative.startswith("Chưa có ai học.")


def test_spark_picture_below_its_target_says_so() -> None:
    spark = spark_picture(ACTUAL, PLAN, first_day=FIRST, last_day=LAST, expected=4600, target_count=4508)
    done = spark_picture(ACTUAL, PLAN, first_day=FIRST, last_day=LAST, expected=2960, target_count=2901)

    assert (spark.is_below, done.is_below) == (True, False)
    assert done.actual_path.endswith("L148 3")
