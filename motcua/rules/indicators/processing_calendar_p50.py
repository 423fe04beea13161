"""The calendar minutes within which half of the dossiers with a result were settled."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, WITHOUT_RESULT, Base, Column, Indicator, Percentile, Unit

INDICATOR = Indicator(
    id="processing_calendar_p50",
    version=1,
    label="Thời gian giải quyết của một nửa số hồ sơ, theo lịch",
    formula="số phút theo lịch nhỏ nhất mà ít nhất 50 % hồ sơ có kết quả không vượt, kể cả thời gian chờ người dân",
    unit=Unit.MINUTES,
    base=Base.COHORT,
    numerator=WITH_RESULT,
    denominator=WITH_RESULT,
    percentile=Percentile(Column("calendar_minutes"), 50),
    exclusions=(*NOT_COUNTED, WITHOUT_RESULT),
    source="quy ước của hệ thống: giá trị nhỏ nhất có tỷ lệ cộng dồn đạt mức",
    distinct_from=("processing_calendar_average",),
)
