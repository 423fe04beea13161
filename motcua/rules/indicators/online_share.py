"""Received online, out of received."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="online_share",
    version=1,
    label="Tỷ lệ hồ sơ trực tuyến",
    formula="tiếp nhận qua kênh trực tuyến ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("channel"), "online"),
    denominator=every(),
    counters=None,
    exclusions=NOT_COUNTED,
    source="kênh thực hiện của Cổng Dịch vụ công quốc gia (chờ kiểm chứng)",
)
