"""Open at the cut-off with the due date passed and the term running."""

from motcua.rules.indicator import NOT_COUNTED, Base, BeforeCutOff, Column, Equals, Indicator, Known, Not, Unit, every

INDICATOR = Indicator(
    id="overdue_open",
    version=1,
    label="Hồ sơ quá hạn chưa giải quyết",
    formula="chưa kết thúc, không đang chờ người dân, ngày hẹn đã qua tại thời điểm chốt",
    unit=Unit.DOSSIERS,
    base=Base.STANDING,
    numerator=every(
        Equals(Column("end_kind"), ""),
        Not(Known(Column("waiting_since"))),
        BeforeCutOff(Column("due_at")),
    ),
    denominator=None,
    counters=None,
    exclusions=(*NOT_COUNTED, "hồ sơ đang chờ bổ sung", "hồ sơ không có ngày hẹn"),
    source="quy ước của hệ thống",
)
