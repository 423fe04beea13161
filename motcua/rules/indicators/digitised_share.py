"""Dossiers with a digitised paper and a file of the result, out of received."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="digitised_share",
    version=1,
    label="Tỷ lệ số hóa hồ sơ",
    formula="có giấy tờ được số hóa và có tệp kết quả ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("digitised"), value=True),
    denominator=every(),
    exclusions=NOT_COUNTED,
    source="QĐ 766/QĐ-TTg, mục 4.2 (chờ kiểm chứng)",
    distinct_from=("electronic_result_share",),
)
