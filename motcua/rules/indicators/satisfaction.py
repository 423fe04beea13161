"""Dossiers whose citizen was satisfied, out of those rated."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit

INDICATOR = Indicator(
    id="satisfaction",
    version=1,
    label="Tỷ lệ hài lòng",
    formula="phiếu đánh giá có mọi câu trả lời của người dân từ mức hài lòng ÷ hồ sơ có phiếu đánh giá",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Equals(Column("satisfied"), value=True),
    denominator=Equals(Column("rated"), value=True),
    exclusions=(*NOT_COUNTED, "hồ sơ chưa được đánh giá"),
    source="NĐ 61/2018/NĐ-CP chương IV (chờ kiểm chứng)",
)
