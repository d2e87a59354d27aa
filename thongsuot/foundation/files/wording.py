"""Sentences for what is noticed and asked while a file is read. Pure functions from codes to words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def notice_text(code: str, about: Mapping[str, object]) -> str:
    """Return the sentence of a notice. Refuses (KeyError) a code or particulars it does not know."""
    if code == "converted":
        about = {"encoding": _encodings()[str(about["encoding"])]}
    sentences = {
        "old_excel": _(
            "Tệp Excel đời cũ (.xls): ô báo lỗi như #N/A được đọc như ô trống. Nên lưu lại dưới dạng .xlsx."
        ),
        "row_far_outside": _("Trang «%(sheet)s», dòng %(row)s nằm rất xa bảng nên không được đọc: %(text)s"),
        "misnamed": _("Tên tệp ghi đuôi %(extension)s nhưng nội dung là %(kind)s; tệp được đọc theo nội dung."),
        "converted": _("Tệp gõ bằng bảng mã %(encoding)s, đã được chuyển sang Unicode. Hãy xem lại vài tên riêng."),
        "no_capitals": _(
            "Mã TCVN3 không có chữ hoa mang dấu: chữ cái đầu có dấu (như «ánh») giữ chữ thường, hãy kiểm tra lại tên riêng."
        ),
    }
    return sentences[code] % about


def question_text(code: str, about: Mapping[str, object]) -> str:
    """Return the sentence of a question asked while reading: `encoding`, `delimiter` or `font_<n>`. Others: KeyError."""
    sentences = {
        "encoding": _("Tệp được gõ bằng bảng mã nào? Hãy chọn dòng đọc đúng tiếng Việt."),
        "delimiter": _("Các cột trong tệp được ngăn cách bằng dấu nào?"),
        "font": _("Trang «%(sheet)s» có vẻ được gõ bằng phông chữ cũ. Hãy chọn dòng đọc đúng tiếng Việt."),
    }
    return sentences[code.partition("_")[0]] % about


def option_text(code: str, sample: str) -> str:
    """Return what an option says: its name, and how a line of the file reads if it is chosen."""
    names = _encodings() | {
        "as_is": _("Giữ nguyên như trong tệp"),
        "semicolon": _("dấu chấm phẩy ;"),
        "comma": _("dấu phẩy ,"),
        "tab": _("dấu tab"),
        "bar": _("dấu gạch đứng |"),
    }
    return f"{names[code]}: «{sample}»" if sample else names[code]


def _encodings() -> dict[str, str]:
    return {
        "tcvn3": _("TCVN3 (ABC, phông .Vn…)"),
        "vni": _("VNI-Windows (phông VNI-…)"),
        "windows-1258": _("Windows-1258 (tiếng Việt)"),
        "windows-1252": _("Windows-1252 (Tây Âu)"),
    }
