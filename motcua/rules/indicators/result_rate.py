"""Settled with a result, out of received in the period."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, Base, Indicator, Unit, every

INDICATOR = Indicator(
    id="result_rate",
    version=1,
    label="Tỷ lệ có kết quả",
    formula="có kết quả ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=WITH_RESULT,
    denominator=every(),
    counters=("with_result", "received"),
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
    distinct_from=("settlement_rate",),
)
