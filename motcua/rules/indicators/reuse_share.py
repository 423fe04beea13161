"""Dossiers in which a paper kept before was used again, out of received."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="reuse_share",
    version=1,
    label="Tỷ lệ tái sử dụng dữ liệu số hóa",
    formula="có ít nhất một giấy tờ được lấy lại từ kho đã số hóa ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("reused"), value=True),
    denominator=every(),
    exclusions=NOT_COUNTED,
    source="QĐ 766/QĐ-TTg, mục 4.3 (chờ kiểm chứng)",
)
