"""Received in the period, and waiting for the citizen at the cut-off."""

from motcua.rules.indicator import NOT_COUNTED, OPEN, Base, Column, Indicator, Known, Unit, every

INDICATOR = Indicator(
    id="received_waiting",
    version=1,
    label="Tiếp nhận trong kỳ, đang chờ người dân",
    formula="tiếp nhận trong kỳ, chưa kết thúc, đang chờ người dân bổ sung hoặc nộp tiền tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.COHORT,
    numerator=every(OPEN, Known(Column("waiting_since"))),
    denominator=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
