"""Received in the period, and ended without a result."""

from motcua.rules.indicator import ENDED, NOT_COUNTED, WITH_RESULT, Base, Indicator, Not, Unit, every

INDICATOR = Indicator(
    id="received_without_result",
    version=1,
    label="Tiếp nhận trong kỳ, kết thúc không có kết quả",
    formula="tiếp nhận trong kỳ, bị từ chối, dừng hoặc rút tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.COHORT,
    numerator=every(ENDED, Not(WITH_RESULT)),
    denominator=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
