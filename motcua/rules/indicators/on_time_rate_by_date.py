"""Settled on or before the due date, by calendar dates as official reports compare them."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Known, Unit

INDICATOR = Indicator(
    id="on_time_rate_by_date",
    version=1,
    label="Tỷ lệ đúng hạn theo ngày",
    formula="ngày có kết quả không sau ngày hẹn ÷ có kết quả và có ngày hẹn",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("on_time_by_date"), value=True),
    denominator=Known(Column("on_time")),
    counters=("on_time_by_date", "due"),
    exclusions=(*NOT_COUNTED, "hồ sơ không có ngày hẹn", "hồ sơ từ chối, dừng, rút"),
    source="cách so theo ngày của báo cáo chính thức (chờ kiểm chứng)",
    distinct_from=("on_time_rate",),
)
