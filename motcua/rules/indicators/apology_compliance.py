"""Apologies given in time, out of those that were owed because a promise was broken."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Not, Unit

INDICATOR = Indicator(
    id="apology_compliance",
    version=1,
    label="Tỷ lệ xin lỗi đúng quy định",
    formula="đã xin lỗi trước ngày hẹn theo thời hạn quy định ÷ hồ sơ lỡ ngày hẹn",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("apology"), "in_time"),
    denominator=Not(Equals(Column("apology"), "")),
    exclusions=(*NOT_COUNTED, "hồ sơ không lỡ ngày hẹn"),
    source="NĐ 61/2018/NĐ-CP Điều 19 (chờ kiểm chứng); lỡ ngày hẹn trước khi hẹn lại cũng là lỡ hẹn",
)
