"""`thongsuot figures`: the figures of a campaign, now or as they were known."""

import argparse
import csv
import sys
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import AudienceCoverage
from thongsuot.domain.figures.queries.summary import Summary, summary_of
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import campaign_by_slug, campaign_unit, top_unit
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.core.clock import local_day, now
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.spreadsheets import WrittenColumn, write_xlsx
from thongsuot.interfaces.cli.output import print_json, print_table, read_instant

EXAMPLE = "thongsuot figures nq13 --unit K01 --as-of 2021-05-31 --format json"


class NoSuchCampaign(Refusal):
    """There is no campaign of this name."""


class NoSuchUnit(Refusal):
    """The campaign has no unit of this code."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which campaign, which unit, as of when, in which form."""
    parser.add_argument("campaign", help=_("tên ngắn của đợt"))
    parser.add_argument("--unit", default="", help=_("mã đơn vị"))
    parser.add_argument("--as-of", default="", help=_("theo số liệu đã biết đến lúc đó"))
    parser.add_argument("--format", choices=["table", "json", "csv", "xlsx"], default="table")


def run(options: argparse.Namespace) -> int:
    """Print the figures."""
    summary = asked_summary(options.campaign, options.unit, options.as_of)
    if options.format == "json":
        print_json(as_json(summary))
    elif options.format == "table":
        _print(summary)
    elif options.format == "csv":
        csv.writer(sys.stdout, delimiter=";").writerows([_HEAD, *map(_row, summary.coverage.audiences)])
    else:
        sys.stdout.buffer.write(
            write_xlsx([WrittenColumn(word) for word in _HEAD], [_row(a) for a in summary.coverage.audiences])
        )
    return 0


def asked_summary(slug: str, code: str, as_of: str) -> Summary:
    """Return the summary a person asked for by slug, unit code and instant. Refuses unknown ones."""
    at = now()
    viewer = viewer_for(SystemActor("thongsuot figures"), local_day(at))
    try:
        campaign = campaign_by_slug(viewer, slug)
    except Campaign.DoesNotExist:
        raise NoSuchCampaign(_("Không có đợt học tập “%(slug)s”.") % {"slug": slug}) from None
    try:
        unit = campaign_unit(viewer, campaign, code) if code else top_unit(viewer, campaign)
    except CampaignUnit.DoesNotExist:
        raise NoSuchUnit(_("Đợt %(slug)s không có đơn vị mã “%(code)s”.") % {"slug": slug, "code": code}) from None
    return summary_of(viewer, unit, at=at, as_of=read_instant(as_of) if as_of else None)


def as_json(summary: Summary) -> dict[str, object]:
    """Return the contract of design.md section 8."""
    return {
        "campaign": summary.unit.campaign.slug,
        "unit": summary.unit.code,
        "as_of": summary.as_of.isoformat(),
        "fresh_at": _instant(summary.fresh_at),
        "audiences": [_audience(audience) for audience in summary.coverage.audiences],
        "obligations": [
            {
                "code": f.obligation.kind,
                "units": f.units,
                "fulfilled": f.fulfilled,
                "on_time": f.on_time,
                "percent": _percent(f.rate.percent),
            }
            for f in summary.fulfilments
        ],
        "classes": {
            "held": summary.classes.held,
            "own": summary.classes.own,
            "below": summary.classes.below,
            "planned": summary.classes.planned,
            "by_form": summary.classes.by_form,
        },
    }


_HEAD = ["code", "name", "studied", "expected", "percent", "target", "short_by", "undeclared_units"]


def _row(audience: AudienceCoverage) -> list[str | int | float | None]:
    rate = audience.rate
    target = None if rate.target is None else _percent(rate.target * 100)
    return [
        audience.code,
        audience.name,
        rate.numerator,
        rate.denominator,
        _percent(rate.percent),
        target,
        rate.short_by,
        audience.undeclared_units,
    ]


def _audience(audience: AudienceCoverage) -> dict[str, object]:
    rate = audience.rate
    told: dict[str, object] = {
        "code": audience.code,
        "name": audience.name,
        "studied": rate.numerator,
        "expected": rate.denominator,
        "percent": _percent(rate.percent),
        "target": None if rate.target is None else _percent(rate.target * 100),
        "met": rate.is_met,
        "short_by": rate.short_by,
        "by_mode": audience.by_form,
        "by_grade": audience.by_grade,
    }
    if rate.denominator is None:
        told["undeclared_units"] = audience.undeclared_units
    return told


def _print(summary: Summary) -> None:
    as_of = date_format(localtime(summary.as_of), "DATETIME_FORMAT")
    print(f"{summary.unit.campaign.name}\n{summary.unit.name}, {as_of}\n")
    print_table(
        [_("Đối tượng"), _("Đã học"), _("Tổng số"), _("Tỷ lệ"), _("Còn thiếu")],
        [
            [
                a.name,
                count_text(a.rate.numerator),
                "–" if a.rate.denominator is None else count_text(a.rate.denominator),
                a.rate.text() or _("%(n)d đơn vị chưa khai") % {"n": a.undeclared_units},
                "" if a.rate.short_by is None else count_text(a.rate.short_by),
            ]
            for a in summary.coverage.audiences
        ],
        right=[1, 2, 3, 4],
    )
    print()
    print_table(
        [_("Việc của đơn vị"), _("Đã làm"), _("Phải làm"), _("Đúng hạn")],
        [
            [f.obligation.get_kind_display(), count_text(f.fulfilled), count_text(f.units), count_text(f.on_time)]
            for f in summary.fulfilments
        ],
        right=[1, 2, 3],
    )
    counts = summary.classes
    print()
    print(
        _("Lớp đã học: %(held)d (cấp mình %(own)d, cấp dưới %(below)d); sắp học: %(planned)d.")
        % {"held": counts.held, "own": counts.own, "below": counts.below, "planned": counts.planned}
    )


def _percent(percent: object) -> float | None:
    return None if percent is None else float(str(percent))


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
