"""Sample pages of the check of a report. The report is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, Option
from motcua.desks.leader.checking.presenters import CheckingForm, CheckingPage, checked_part
from motcua.law.types import LOCAL
from motcua.records.measures.queries import Part
from motcua.records.measures.report_checking import Checked, CheckedReport, Reference
from motcua.records.measures.report_figures import Data, Source
from motcua.rules.claims.claim import Arithmetic, Kind
from motcua.rules.period import Period
from tests.desks.frame.samples_leader import HEAD, leader_frame

_REPORT = (
    "Trong 6 tháng đầu năm 2023, toàn huyện tiếp nhận 39.779 hồ sơ, đã giải quyết 39.751/39.779 hồ sơ, đạt 98,93%. "
    "Kiểm tra 24 cơ quan, đơn vị (11 xã kiểm tra trực tiếp, 07 phòng và 06 xã tự kiểm tra) theo Kế hoạch số 03/KH-UBND."
)
_HALF = Period(id="2023-H1", first=date(2023, 1, 1), last=date(2023, 6, 30))
_SOURCE = Source(
    indicator="settlement_rate",
    part=Part.DENOMINATOR,
    unit="",
    level="",
    period=_HALF,
    as_of=datetime(2023, 7, 1, tzinfo=LOCAL),
)


def _claim(kind: Kind, text: str, *, arithmetic: Arithmetic = Arithmetic.NONE, data: Data = Data.UNKNOWN) -> Checked:
    start = _REPORT.index(text)
    return Checked(
        kind=kind,
        text=text,
        start=start,
        end=start + len(text),
        arithmetic=arithmetic,
        data=data,
        reference=Reference.NONE,
        computed=None,
    )


_FOUND = CheckedReport(
    text=_REPORT,
    period=_HALF,
    claims=(
        replace(_claim(Kind.COUNT, "tiếp nhận 39.779 hồ sơ", data=Data.AGREES), record="39.779 hồ sơ", source=_SOURCE),
        replace(
            _claim(Kind.RATIO, "39.751/39.779 hồ sơ, đạt 98,93%", arithmetic=Arithmetic.WRONG, data=Data.AGREES),
            computed=Fraction(9993, 100),
            calculation="39.751 ÷ 39.779 = 99,93%",
            record="39.751/39.779 hồ sơ = 99,93%",
            source=_SOURCE,
        ),
        replace(
            _claim(
                Kind.SUM,
                "24 cơ quan, đơn vị (11 xã kiểm tra trực tiếp, 07 phòng và 06 xã tự kiểm tra)",
                arithmetic=Arithmetic.RIGHT,
            ),
            calculation="11 + 7 + 6 = 24",
        ),
        replace(_claim(Kind.REFERENCE, "03/KH-UBND"), reference=Reference.UNKNOWN),
    ),
)

_FORM = CheckingForm(
    action="#",
    text=Field(name="text", label="Nội dung báo cáo", kind=FieldKind.AREA, hint="Dán cả báo cáo hoặc một đoạn."),
    file=Field(name="file", label="Hoặc chọn tệp", hint="Word (DOCX), PDF xuất từ Word hoặc TXT."),
    unit=Field(
        name="unit",
        label="Báo cáo của",
        kind=FieldKind.SELECT,
        options=(Option(value="", label="Tất cả đơn vị được xem", chosen=True),),
    ),
    period=Field(
        name="period",
        label="Kỳ báo cáo",
        kind=FieldKind.SELECT,
        options=(Option(value="", label="Theo tên báo cáo", chosen=True),),
    ),
)

CHECKING = CheckingPage(
    frame=leader_frame("Kiểm tra số liệu báo cáo"), heading="Kiểm tra số liệu báo cáo", form=_FORM, print_head=HEAD
)
CHECKING_FOUND = replace(
    CHECKING,
    frame=leader_frame("Kiểm tra số liệu báo cáo: 1 ý cần xem lại"),
    form=replace(_FORM, text=replace(_FORM.text, value=_REPORT)),
    found=checked_part(_FOUND),
)
CHECKING_NOTHING = replace(
    CHECKING,
    frame=leader_frame("Kiểm tra số liệu báo cáo: 0 ý cần xem lại"),
    found=checked_part(replace(_FOUND, text="Không có số.", period=None, claims=())),
)
CHECKING_WRONG = replace(
    CHECKING,
    frame=leader_frame("Kiểm tra số liệu báo cáo, chưa có nội dung"),
    form=replace(_FORM, text=replace(_FORM.text, error="Chưa có nội dung; hãy dán báo cáo vào ô này hoặc chọn tệp.")),
    errors=(ErrorLink(text="Chưa có nội dung; hãy dán báo cáo vào ô này hoặc chọn tệp.", href="#id_text"),),
)
