"""Dossiers whose citizen was asked for more papers, out of received."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Indicator, MoreThan, Unit, every

INDICATOR = Indicator(
    id="supplement_rate",
    version=1,
    label="Tỷ lệ hồ sơ phải bổ sung",
    formula="được yêu cầu bổ sung ít nhất một lần ÷ tiếp nhận trong kỳ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=MoreThan(Column("supplements"), 0),
    denominator=every(),
    exclusions=NOT_COUNTED,
    source="quy ước của hệ thống",
)
