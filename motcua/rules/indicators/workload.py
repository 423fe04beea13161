"""Open dossiers in the hands of each person."""

from motcua.rules.indicator import NOT_COUNTED, OPEN, Base, By, Column, Indicator, Known, Unit, every

INDICATOR = Indicator(
    id="workload",
    version=1,
    label="Hồ sơ đang xử lý theo người",
    formula="đã tiếp nhận, chưa kết thúc, đang có người giữ tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.STANDING,
    numerator=every(OPEN, Known(Column("holder_id"))),
    denominator=None,
    breakdown=By.HOLDER,
    exclusions=(*NOT_COUNTED, "hồ sơ chưa giao cho ai"),
    source="quy ước của hệ thống",
    distinct_from=("open_dossiers",),
)
