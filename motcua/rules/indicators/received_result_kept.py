"""Received in the period, with a result that nobody has taken away yet."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, Base, Column, Indicator, Known, Not, Unit, every

INDICATOR = Indicator(
    id="received_result_kept",
    version=1,
    label="Tiếp nhận trong kỳ, có kết quả chưa trao",
    formula="tiếp nhận trong kỳ, có kết quả, chưa trao cho người dân tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.COHORT,
    numerator=every(WITH_RESULT, Not(Known(Column("returned_at")))),
    denominator=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
