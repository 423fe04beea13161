"""Dossiers paid through a gateway, out of those with something to pay."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="online_payment_share",
    version=1,
    label="Tỷ lệ thanh toán trực tuyến",
    formula="có khoản nộp qua nền tảng quốc gia hoặc cổng của tỉnh ÷ hồ sơ có khoản phải nộp",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=every(Equals(Column("fee_due"), value=True), Equals(Column("paid_online"), value=True)),
    denominator=Equals(Column("fee_due"), value=True),
    exclusions=(*NOT_COUNTED, "hồ sơ không phải nộp tiền, được miễn, hoặc chưa rõ mức thu"),
    source="QĐ 766/QĐ-TTg, mục 3.6 (chờ kiểm chứng)",
)
