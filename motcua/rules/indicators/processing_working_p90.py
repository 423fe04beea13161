"""The working minutes within which nine tenths of the dossiers with a result were settled."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, WITHOUT_RESULT, Base, Column, Indicator, Percentile, Unit

INDICATOR = Indicator(
    id="processing_working_p90",
    version=1,
    label="Thời gian giải quyết của chín phần mười số hồ sơ, giờ làm việc",
    formula="số phút làm việc nhỏ nhất mà ít nhất 90 % hồ sơ có kết quả không vượt, không tính thời gian chờ người dân",
    unit=Unit.WORKING_MINUTES,
    base=Base.COHORT,
    numerator=WITH_RESULT,
    denominator=WITH_RESULT,
    percentile=Percentile(Column("working_minutes"), 90),
    exclusions=(*NOT_COUNTED, WITHOUT_RESULT),
    source="quy ước của hệ thống: giá trị nhỏ nhất có tỷ lệ cộng dồn đạt mức",
    distinct_from=("processing_working_average",),
)
