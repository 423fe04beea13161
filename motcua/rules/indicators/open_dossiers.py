"""Received and not ended at the cut-off."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit

INDICATOR = Indicator(
    id="open_dossiers",
    version=1,
    label="Hồ sơ chưa giải quyết xong",
    formula="đã tiếp nhận, chưa kết thúc tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.STANDING,
    numerator=Equals(Column("end_kind"), ""),
    denominator=None,
    counters=None,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
