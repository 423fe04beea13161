"""Settled by the date first promised, whatever was promised later."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Known, Unit

INDICATOR = Indicator(
    id="first_promise_rate",
    version=1,
    label="Tỷ lệ đúng hẹn lần đầu",
    formula="có kết quả không muộn hơn giờ hẹn đầu tiên ÷ có kết quả và có ngày hẹn",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("first_promise_kept"), value=True),
    denominator=Known(Column("on_time")),
    counters=("first_promise_kept", "due"),
    exclusions=(*NOT_COUNTED, "hồ sơ không có ngày hẹn", "hồ sơ từ chối, dừng, rút"),
    source="quy ước của hệ thống: ngày hẹn đầu tiên không bao giờ đổi",
    distinct_from=("on_time_rate", "settlement_rate"),
)
