"""Received online and with a file of the result, out of received."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="online_with_result_share",
    version=1,
    label="Tỷ lệ hồ sơ trực tuyến có kết quả điện tử",
    formula="tiếp nhận qua kênh trực tuyến và có tệp kết quả ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=every(Equals(Column("channel"), "online"), Equals(Column("electronic_result"), value=True)),
    denominator=every(),
    exclusions=NOT_COUNTED,
    source="QĐ 766/QĐ-TTg, mục 3.3 (chờ kiểm chứng); danh mục chưa ghi thủ tục nào không cần kết quả giấy",
    distinct_from=("online_share", "electronic_result_share"),
)
