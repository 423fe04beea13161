"""Early and on time by rule 2.1 of QĐ 766: ended in time, or open within its time, out of all handled."""

from motcua.rules.indicator import (
    NOT_COUNTED,
    OPEN,
    Base,
    BeforeEnd,
    Column,
    Equals,
    Indicator,
    Not,
    NotAfter,
    Unit,
    every,
    some,
)

INDICATOR = Indicator(
    id="progress_766",
    version=1,
    label="Tiến độ giải quyết theo QĐ 766",
    formula=(
        "đã kết thúc đúng hạn hoặc đang xử lý trong hạn, trừ thời gian chờ ÷ mọi hồ sơ tiếp nhận hoặc xử lý trong kỳ"
    ),
    unit=Unit.RATIO,
    base=Base.HANDLED,
    numerator=some(
        Equals(Column("progress"), "in_time"),
        every(Equals(Column("progress"), ""), NotAfter(Column("ended_at"), Column("due_at"))),
        every(Equals(Column("progress"), ""), OPEN, Not(BeforeEnd(Column("due_at")))),
    ),
    denominator=Not(Equals(Column("progress"), "unknown")),
    exclusions=(*NOT_COUNTED, "hồ sơ không có ngày hẹn và thủ tục chưa rõ thời hạn"),
    source="QĐ 766/QĐ-TTg, mục 2.1 (chờ kiểm chứng)",
    distinct_from=("settlement_rate", "on_time_rate", "on_time_rate_by_date"),
)
