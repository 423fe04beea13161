"""Settled out of received: what the half-year report prints; it says nothing of time."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Not, Unit, every

INDICATOR = Indicator(
    id="settlement_rate",
    version=1,
    label="Tỷ lệ giải quyết",
    formula="đã giải quyết (có kết quả, từ chối, dừng, rút) ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Not(Equals(Column("end_kind"), "")),
    denominator=every(),
    counters=("settled", "received"),
    exclusions=NOT_COUNTED,
    source="cách tính của báo cáo CCHC 6 tháng đầu năm 2023 (kiểm được bằng phép chia)",
    distinct_from=("on_time_rate", "progress_766", "first_promise_rate"),
)
