"""Sample data for every component of the pages: the figures of the demonstration and a form filled in wrongly."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Item
from typing import Any

from django import forms
from django.core.paginator import Paginator

from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.bars import Segment
from thongsuot.interfaces.web.site.pictures.curve import curve_picture
from thongsuot.interfaces.web.site.pictures.frame import CurvePoint
from thongsuot.interfaces.web.site.pictures.icicle import icicle_picture
from thongsuot.interfaces.web.site.pictures.qr import qr_picture
from thongsuot.interfaces.web.site.pictures.ruler import ruler_picture
from thongsuot.interfaces.web.site.pictures.spark import spark_picture
from thongsuot.interfaces.web.site.pictures.strip import strip_pictures
from thongsuot.interfaces.web.site.pictures.units import UnitNode

TARGET = Decimal("0.98")
SAMPLE_RATE = Rate(4502, 4600, TARGET)
ROOT = UnitNode.of_rate(
    SAMPLE_RATE,
    name="Đảng bộ Khối <mẫu>",
    href="/khoi/",
    children=[
        UnitNode.of_rate(Rate(193, 214, TARGET), name="Đảng bộ Bệnh viện", href="/bv/"),
        UnitNode("Chi bộ mới", "", 0, None),
        UnitNode.of_rate(Rate(4300, 4350, TARGET), name="Các đơn vị khác", href="/khac/"),
    ],
)
DAYS = [CurvePoint(date(2021, 4, 1), 0), CurvePoint(date(2021, 5, 3), 1700), CurvePoint(date(2021, 6, 14), 4502)]
TERM: dict[str, Any] = {
    "first_day": date(2021, 4, 1),
    "last_day": date(2021, 6, 30),
    "expected": 4600,
    "target_count": 4508,
}
TAB = Item(label="Đơn vị", url="/u/", count=1090, active=True, icon="sitemap", waiting=2)
SAMPLE_CHROME = Item(
    organisation="Đảng bộ Khối",
    person_name="Trần Thu Hà",
    person_role="Ban Tuyên giáo",
    initials="TH",
    campaign=Item(name="Nghị quyết", url="/dot/nq/"),
    tabs=[TAB],
    phone_tabs=[TAB],
    waiting=5,
)
TASKS = [
    Item(
        number=n,
        title="Việc",
        href="/v/",
        note="ghi chú",
        state=state,
        action_href="/v/",
        action_label="Xem",
        is_next=n == 2,
    )
    for n, state in enumerate(["done", "doing", "fix", "later"], 1)
]


class ClassForm(forms.Form):
    """A form with each kind of widget, filled in wrongly."""

    name = forms.CharField(label="Tên", help_text="Ngắn gọn")
    kind = forms.ChoiceField(label="Hình thức", choices=[("a", "Trực tiếp")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Gửi ngay")


WRONG_FORM = ClassForm(data={})

COMPONENT_SAMPLES: dict[str, dict[str, object]] = {
    "answer": {"sentence": "97,87% đảng viên đã học."},
    "bar": {"rate": SAMPLE_RATE},
    "countdown": {"seconds": 7, "of": 10, "share": 70},
    "crumbs": {"crumbs": [Item(label="Khối", url="/")], "here": "Lớp 3"},
    "curve": {"picture": curve_picture(DAYS, DAYS, target_text="98%", **TERM)},
    "document_head": {},
    "empty": {"title": "Chưa có lớp", "text": "Mở lớp.", "icon": "school", "label": "Mở lớp", "href": "/m/"},
    "error_summary": {"form": WRONG_FORM},
    "form_sheet": {"form": WRONG_FORM, "label": "Ghi", "back": "/lop/", "hint": "Ghi như sổ.", "csrf_token": "x"},
    "evidence": {
        "items": [Item(href="/t/", name="Tờ 1", about="Ảnh", icon="photo"), Item(href="/t/", thumbnail="/a.jpg")]
    },
    "field": {"field": WRONG_FORM["kind"]},
    "field_notes": {"field": WRONG_FORM["name"]},
    "foot": {"chrome": SAMPLE_CHROME},
    "hatch": {"key": "k"},
    "icicle": {
        "picture": icicle_picture(ROOT, target=TARGET),
        "strips": strip_pictures(ROOT, target=TARGET),
        "readout": True,
    },
    "icon": {"name": "check", "label": "Xong"},
    "kpi": {"label": "Lớp", "value": "83", "unit": "lớp", "line": "ghi chú", "tag_text": "Đạt", "tag_kind": "ok"},
    "masthead": {"chrome": SAMPLE_CHROME},
    "messages": {"messages": [Item(level_tag=tag) for tag in ("success", "warning", "error", "info")]},
    "pager": {"page": Paginator(range(150_000), 50).page(1234), "query": "q=a"},
    "person_menu": {"chrome": SAMPLE_CHROME},
    "phone_bar": {"tabs": [TAB]},
    "qr": {"qr": qr_picture("https://thongsuot.example/v/")},
    "people_table": {
        "rows": [
            Item(
                href="/nguoi/",
                person=Item(full_name="Lò Văn Thắng", born_on=date(1980, 5, 4)),
                place="Chi bộ 1",
                category="Đảng viên chính thức",
                posts="Bí thư",
            )
        ],
        "with_place": True,
    },
    "roll_row": {"number": 1, "name": "Lò Văn Thắng", "present_url": "/p/", "absent_url": "/a/", "csrf_token": "x"},
    "ruler": {"ruler": ruler_picture(SAMPLE_RATE)},
    "segbar": {
        "segments": [Segment("Quét mã", 39), Segment("Gõ mã", 3, "s4")],
        "whole": 63,
        "target": 62,
        "legend": True,
    },
    "spark": {"picture": spark_picture(DAYS, DAYS, **TERM), "label": "Cụm", "line": "99%", "href": "/c/"},
    "strip": {"strip": strip_pictures(ROOT, target=TARGET)[0]},
    "tabs": {"chrome": SAMPLE_CHROME},
    "tag": {"text": "Đang học", "kind": "warn"},
    "target": {"label": "Đảng viên", "rate": SAMPLE_RATE, "href": "/r/", "people": "members", "note": "98 chưa học"},
    "task_list": {"tasks": TASKS},
    "task_state": {"state": "fix", "text": "Có ý kiến"},
    "tick_row": {"field": "p", "value": "7", "checked": True, "name": "Lò Văn Thắng", "about": "Điều độ"},
    "undo_bar": {"text": "Đã ghi", "url": "/u/", "csrf_token": "x"},
}
