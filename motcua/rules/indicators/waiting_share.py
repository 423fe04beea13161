"""Working time spent waiting for the citizen, out of all working time of ended dossiers."""

from motcua.rules.indicator import ENDED, NOT_COUNTED, Base, Column, Indicator, Sum, Unit

INDICATOR = Indicator(
    id="waiting_share",
    version=1,
    label="Tỷ trọng thời gian chờ người dân",
    formula="phút làm việc chờ bổ sung, chờ nộp tiền ÷ mọi phút làm việc từ tiếp nhận đến khi kết thúc",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Sum((Column("waiting_minutes"),), over=ENDED),
    denominator=Sum((Column("waiting_minutes"), Column("working_minutes")), over=ENDED),
    exclusions=(*NOT_COUNTED, "hồ sơ chưa kết thúc"),
    source="quy ước của hệ thống",
)
