"""The list of classes: what an address asks for, in chips, and the sentence above it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState, Form
from thongsuot.domain.study.queries.classes import ClassTotals, classes_at, classes_of
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.request import Request

STATES = {"sap-hoc": ClassState.PLANNED, "dang-hoc": ClassState.OPEN, "da-hoc": ClassState.CLOSED}
FORMS = {
    "truc-tiep": Form.IN_PERSON,
    "truc-tuyen": Form.ONLINE,
    "ket-hop": Form.HYBRID,
    "chia-phan": Form.IN_PARTS,
    "long-ghep": Form.FOLDED,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a filter with how many classes it holds; `query` keeps the other filters."""

    label: str
    count: int
    query: str
    is_on: bool


def listed_classes(request: Request, stand: CampaignUnit, *, filtered: bool = True) -> QuerySet[StudyClass]:
    """Return the classes an address asks for: of a unit, in a state, of a form; without the last two when not filtered."""
    is_of_unit = bool(request.GET.get("goc"))
    classes = classes_at(request.viewer, stand) if is_of_unit else classes_of(request.viewer, stand.campaign)
    if not filtered:
        return classes
    state, form = STATES.get(request.GET.get("trang-thai", "")), FORMS.get(request.GET.get("hinh-thuc", ""))
    if state:
        classes = classes.filter(state=state)
    return classes.filter(form=form) if form else classes


def chips_of(request: Request, totals: ClassTotals, waiting: int) -> list[Chip]:
    """Return the filters that would show something, each keeping the others."""
    is_waiting = bool(request.GET.get("cho-xac-nhan"))
    is_all = not is_waiting and not request.GET.get("trang-thai") and not request.GET.get("hinh-thuc")
    chips = [Chip(_("Tất cả"), totals.all, _with(request, {}), is_all)]
    for key, words, choices, counts in (
        ("trang-thai", STATES, ClassState, totals.by_state),
        ("hinh-thuc", FORMS, Form, totals.by_form),
    ):
        for word, choice in words.items():
            if counts.get(choice):
                is_on = request.GET.get(key) == word and not is_waiting
                label = str(choices(choice).label)
                chips.append(Chip(label, counts[choice], _with(request, {key: "" if is_on else word}, key), is_on))
    if waiting or is_waiting:
        chips.append(Chip(_("Số chờ xác nhận"), waiting, _with(request, {"cho-xac-nhan": "1"}), is_waiting))
    return chips


def list_answer(totals: ClassTotals, waiting: int) -> SafeString:
    """Return how many classes were held, are under way and to come; and how many counts wait."""
    if not totals.all:
        return format_html("{}", _("Chưa có lớp nào trong phạm vi của đồng chí."))
    said = format_html(_("<b>{} lớp</b> đã học"), count_text(totals.by_state.get(ClassState.CLOSED, 0)))
    for state, words in ((ClassState.OPEN, _("{}, {} đang học")), (ClassState.PLANNED, _("{}, {} sắp học"))):
        if totals.by_state.get(state):
            said = format_html(words, said, count_text(totals.by_state[state]))
    if waiting:
        return format_html(_("{}. <b>{} số liệu nhập thay</b> chờ đơn vị xác nhận."), said, count_text(waiting))
    return format_html("{}.", said)


def _with(request: Request, changed: dict[str, str], kept_beside: str = "") -> str:
    """Return the address's filters with some changed: one filter of each kind, and the unit always."""
    query = request.GET.copy()
    for key in ("page", "cho-xac-nhan"):
        query.pop(key, None)
    if not kept_beside:
        for key in ("trang-thai", "hinh-thuc"):
            query.pop(key, None)
    for key, word in changed.items():
        query.pop(key, None)
        if word:
            query[key] = word
    return query.urlencode()
