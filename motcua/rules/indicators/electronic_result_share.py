"""Dossiers with a file of the result, out of those with a result."""

from motcua.rules.indicator import (
    NOT_COUNTED,
    WITH_RESULT,
    WITHOUT_RESULT,
    Base,
    Column,
    Equals,
    Indicator,
    Unit,
    every,
)

INDICATOR = Indicator(
    id="electronic_result_share",
    version=1,
    label="Tỷ lệ kết quả điện tử",
    formula="có tệp kết quả ÷ hồ sơ có kết quả",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=every(WITH_RESULT, Equals(Column("electronic_result"), value=True)),
    denominator=WITH_RESULT,
    exclusions=(*NOT_COUNTED, WITHOUT_RESULT),
    source="QĐ 766/QĐ-TTg, mục 4.1 (chờ kiểm chứng)",
    distinct_from=("digitised_share",),
)
