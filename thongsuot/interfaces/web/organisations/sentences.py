"""The sentences with which pages of organisations open."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.counting import UnitCounts
from thongsuot.foundation.organisations.models import RosterImport
from thongsuot.foundation.organisations.roster.proposal import RosterProposal


def organisation_answer(counts: UnitCounts) -> SafeString:
    """Return how many units and people an organisation has, and on which day."""
    parts = [format_html(_("<b>{}</b> đảng viên"), count_text(counts.members))]
    if counts.non_members:
        parts.append(format_html(_("{} quần chúng"), count_text(counts.non_members)))
    people = _joined(parts)
    day = date_format(counts.on, "DATE_FORMAT")
    if not counts.units_below:
        return format_html(_("{}, tính đến {}."), people, day)
    units = format_html(_("<b>{}</b> đơn vị cấp dưới"), count_text(counts.units_below))
    if counts.base_units:
        units = format_html(_("{}, trong đó {} tổ chức cơ sở đảng"), units, count_text(counts.base_units))
    return format_html(_("{}; {}, tính đến {}."), units, people, day)


def check_answer(proposal: RosterProposal) -> SafeString:
    """Return what an import would do, said before anything is done."""
    if proposal.questions:
        return format_html(
            _("Tệp còn <b>{} điều cần đồng chí trả lời</b>. Chưa có gì được nhập."), len(proposal.questions)
        )
    if not proposal.is_empty:
        return format_html(
            _("<b>{} dòng đúng</b> · {} đã có · {} cần sửa. Chưa có gì được nhập."),
            count_text(proposal.rows_to_write),
            count_text(proposal.people.unchanged + proposal.units.unchanged),
            count_text(proposal.rows_wrong),
        )
    if proposal.rows_wrong:
        return format_html(_("Không có dòng nào nhập được: <b>{} dòng cần sửa</b>."), count_text(proposal.rows_wrong))
    return format_html(
        _("Mọi dòng của tệp đã có trong danh sách: <b>{} đơn vị, {} người</b>. Không có gì để nhập."),
        count_text(proposal.units.unchanged),
        count_text(proposal.people.unchanged),
    )


def outcome_answer(made: RosterImport) -> SafeString:
    """Return what became of a file that is no longer pending."""
    if made.set_aside_at:
        return format_html(_("Tệp đã được bỏ lúc {}. Chưa có gì được nhập."), _moment(made.set_aside_at))
    told = made.result
    what = format_html("<b>{}</b>", what_text(told["units"]["created"], told["accepted"]))
    if made.undone_at:
        return format_html(_("Đã hoàn tác lúc {}: gỡ lại {} của lần nhập này."), _moment(made.undone_at), what)
    said = format_html(_("Đã nhập {}"), what)
    if told["errors"]:
        rows = len({(fault["sheet"], fault["row"]) for fault in told["errors"]})
        return format_html(_("{}. {} dòng cần sửa chưa nhập."), said, count_text(rows))
    return format_html("{}.", said)


def what_text(units: int, people: int) -> str:
    """Return units and people as one reads them: 314 đơn vị, 4.600 người; what there is none of is left out."""
    parts = [
        units and ngettext("%(n)s đơn vị", "%(n)s đơn vị", units) % {"n": count_text(units)},
        people and ngettext("%(n)s người", "%(n)s người", people) % {"n": count_text(people)},
    ]
    return ", ".join(part for part in parts if part)


def state_text(made: RosterImport) -> tuple[str, str]:
    """Return the word for where an import stands, and the kind of its tag."""
    if made.undone_at:
        return _("Đã hoàn tác"), ""
    if made.imported_at:
        return _("Đã nhập"), "ok"
    return (_("Đã bỏ"), "") if made.set_aside_at else (_("Chờ nhập"), "todo")


def rows_text(rows: tuple[int, ...], most: int = 12) -> str:
    """Return row numbers as people write them: 7, 9–12, 20; beyond `most` parts how many rows are left out."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:most])
    left = sum(len(run) for run in runs[most:])
    return _("%(rows)s và %(left)s dòng nữa") % {"rows": shown, "left": count_text(left)} if left else shown


def _joined(parts: list[SafeString]) -> SafeString:
    return parts[0] if len(parts) == 1 else format_html(_("{} và {}"), *parts)


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
