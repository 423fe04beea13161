"""Complaints and suggestions answered in time, out of all."""

from motcua.rules.indicator import NOT_COUNTED, Base, Elsewhere, Indicator, Unit

INDICATOR = Indicator(
    id="complaint_timeliness",
    version=1,
    label="Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn",
    formula="phản ánh, kiến nghị được xử lý đúng hạn ÷ phản ánh, kiến nghị tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Elsewhere("complaints answered in time"),
    denominator=Elsewhere("complaints"),
    exclusions=NOT_COUNTED,
    source="QĐ 766/QĐ-TTg, mục 5.2 (chờ kiểm chứng)",
)
