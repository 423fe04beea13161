"""Average calendar minutes from acceptance to the result."""

from motcua.rules.indicator import NOT_COUNTED, WITH_RESULT, WITHOUT_RESULT, Base, Column, Indicator, Sum, Unit

INDICATOR = Indicator(
    id="processing_calendar_average",
    version=1,
    label="Thời gian giải quyết trung bình, theo lịch",
    formula="tổng phút theo lịch từ tiếp nhận đến kết quả, kể cả thời gian chờ người dân ÷ số hồ sơ có kết quả",
    unit=Unit.MINUTES,
    base=Base.COHORT,
    numerator=Sum((Column("calendar_minutes"),), over=WITH_RESULT),
    denominator=WITH_RESULT,
    exclusions=(*NOT_COUNTED, WITHOUT_RESULT),
    source="QĐ 766/QĐ-TTg, mục 2.2 (chờ kiểm chứng)",
    distinct_from=("processing_calendar_p50",),
)
