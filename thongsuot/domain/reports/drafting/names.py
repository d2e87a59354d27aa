"""How a report calls its subject, its issuer, the units below and the forms of study."""

from thongsuot.domain.plans.models.campaign import Strength
from thongsuot.domain.reports.documents.wording import listing
from thongsuot.domain.reports.drafting.documents_above import cited
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.letterhead import committee_name
from thongsuot.domain.study.models.classes import Form
from thongsuot.domain.study.models.ledger import ELSEWHERE

BASE = "tổ chức cơ sở đảng"
MEMBER, PERSON, CLASS, UNIT = "đồng chí", "người", "lớp", "đơn vị"
_CLASSES_IN_FORM = {
    Form.IN_PERSON: "trực tiếp",
    Form.ONLINE: "trực tuyến",
    Form.HYBRID: "trực tiếp kết hợp trực tuyến",
    Form.IN_PARTS: "chia nội dung thành nhiều phần",
    Form.FOLDED: "lồng ghép trong sinh hoạt",
}
_PEOPLE_IN_FORM = {ELSEWHERE: "học cùng tổ chức khác", Form.IN_PARTS: "học theo từng phần"}
STRENGTH_WORDS = {Strength.AIM: "phấn đấu", Strength.DUTY: "bảo đảm"}


def issuer_of(gathered: Gathered) -> str:
    """Return who reports: the committee of the unit."""
    return committee_name(gathered.unit.name)


def studied_documents(gathered: Gathered) -> str:
    """Return what was studied, as the report cites it."""
    return listing([cited(directive) for directive in gathered.directives])


def subject_of(gathered: Gathered) -> str:
    """Return the line under the report's title."""
    return f"kết quả học tập, quán triệt và triển khai thực hiện {studied_documents(gathered)}"


def class_form(form: str) -> str:
    """Return the form of a class within a sentence: «lồng ghép trong sinh hoạt»."""
    return _CLASSES_IN_FORM[Form(form)]


def study_form(form: str) -> str:
    """Return the form in which people studied within a sentence: «học trực tuyến»."""
    return _PEOPLE_IN_FORM.get(form) or f"học {class_form(form)}"


def forms_in_order(forms: dict[str, int]) -> list[tuple[str, int]]:
    """Return the forms that were used, in the fixed order of forms, study elsewhere last."""
    return [(form, forms[form]) for form in (*(form.value for form in Form), ELSEWHERE) if forms.get(form)]
