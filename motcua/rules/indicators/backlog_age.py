"""Open dossiers by the working days until, or since, their due date."""

from motcua.rules.indicator import NOT_COUNTED, OPEN, Base, By, Indicator, Unit

INDICATOR = Indicator(
    id="backlog_age",
    version=1,
    label="Hồ sơ tồn theo tuổi",
    formula="đã tiếp nhận, chưa kết thúc, chia theo số ngày làm việc còn lại hoặc đã quá so với ngày hẹn",
    unit=Unit.DOSSIERS,
    base=Base.STANDING,
    numerator=OPEN,
    denominator=None,
    breakdown=By.AGE,
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
    distinct_from=("open_dossiers",),
)
