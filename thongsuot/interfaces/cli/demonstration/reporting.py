"""One grassroots committee has reported: its words beside the figures, the frozen version, the signed paper."""

from datetime import date

from thongsuot.domain.reports.actions import (
    SignedIssue,
    freeze_report,
    open_report_draft,
    record_signed_copy,
    write_remarks,
)
from thongsuot.domain.reports.drafting.remarks import Place
from thongsuot.domain.reports.drafting.telling import Signed, document_of
from thongsuot.domain.reports.files import FileFormat, report_file
from thongsuot.domain.reports.models import ReportKind
from thongsuot.interfaces.cli.demonstration.stage import Stage, at, keep

_REPORTING = "K08"
_DAY = date(2021, 6, 30)
_REMARKS = {
    Place.PROPAGANDA: "Đảng ủy đăng nội dung cốt lõi của Nghị quyết trên trang thông tin nội bộ và bảng tin các chi bộ.",
    Place.QUALITY: "Lớp học dành thời gian trao đổi, giải đáp; đảng viên viết thu hoạch gắn với việc được giao.",
    Place.STRENGTHS: "Cấp ủy chủ động chuyển sang học trực tuyến trong thời gian giãn cách, không để gián đoạn sản xuất.",
    Place.CAUSES: "Một số đồng chí trực ca vận hành, đi công tác dài ngày.",
    Place.TASKS: "Tổ chức học bù cho các đồng chí chưa học; đưa nội dung Nghị quyết vào sinh hoạt chi bộ hằng tháng.",
    Place.PROPOSALS: "Đề nghị Đảng ủy Khối gửi tài liệu dạng ngắn để học tại ca trực.",
}


def issue_reports(stage: Stage) -> None:
    """Draw up, freeze and issue the report of one committee on the campaign's last day."""
    unit, secretary = stage.campaign_units[_REPORTING], stage.secretaries[_REPORTING]
    draft = open_report_draft(unit, kind=ReportKind.RESULT, by=secretary, at=at(_DAY, 15))
    write_remarks(draft, remarks=_REMARKS, seen_at=draft.changed_at, by=secretary, at=at(_DAY, 15, 40))
    report = freeze_report(draft, by=secretary, at=at(_DAY, 16))
    signed = Signed("21-BC/ĐU", _DAY, "Bí thư", secretary.full_name)
    paper = report_file(document_of(report.content, checkpoint=report.checkpoint, signed=signed), FileFormat.PDF)
    issue = SignedIssue(
        number=signed.number,
        issued_on=signed.issued_on,
        signer_post=signed.signer_post,
        signer_name=signed.signer_name,
        file=keep(paper, "21-BC-DU.pdf", "signed_report", at(_DAY, 16, 30)),
    )
    record_signed_copy(report, issue=issue, by=secretary, at=at(_DAY, 16, 30))
