"""Received in the period, and in somebody's hands at the cut-off."""

from motcua.rules.indicator import NOT_COUNTED, OPEN, Base, Column, Indicator, Known, Not, Unit, every

INDICATOR = Indicator(
    id="received_in_hand",
    version=1,
    label="Tiếp nhận trong kỳ, đang giải quyết",
    formula="tiếp nhận trong kỳ, chưa kết thúc và không đang chờ người dân tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.COHORT,
    numerator=every(OPEN, Not(Known(Column("waiting_since")))),
    denominator=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
