"""Settled at or before the due instant, out of settled with a result and a due date."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Known, Unit

INDICATOR = Indicator(
    id="on_time_rate",
    version=1,
    label="Tỷ lệ đúng hạn",
    formula="có kết quả không muộn hơn giờ hẹn ÷ có kết quả và có ngày hẹn",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("on_time"), value=True),
    denominator=Known(Column("on_time")),
    counters=("on_time", "due"),
    exclusions=(*NOT_COUNTED, "hồ sơ không có ngày hẹn", "hồ sơ từ chối, dừng, rút"),
    source="quy ước của hệ thống: so thời điểm có kết quả với ngày hẹn hiện hành",
    distinct_from=("settlement_rate", "on_time_rate_by_date", "first_promise_rate"),
)
