"""Received in the period, and the result handed to the citizen."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, Base, Column, Indicator, Known, Unit, every

INDICATOR = Indicator(
    id="received_returned",
    version=1,
    label="Tiếp nhận trong kỳ, đã trao kết quả",
    formula="tiếp nhận trong kỳ, có kết quả và đã trao cho người dân tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.COHORT,
    numerator=every(WITH_RESULT, Known(Column("returned_at"))),
    denominator=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
