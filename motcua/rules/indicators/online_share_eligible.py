"""Received online, out of received of procedures that may be done online."""

from motcua.rules.indicator import NOT_COUNTED, Base, Column, Equals, Indicator, Unit, every

INDICATOR = Indicator(
    id="online_share_eligible",
    version=1,
    label="Tỷ lệ trực tuyến của thủ tục có kênh trực tuyến",
    formula="tiếp nhận qua kênh trực tuyến ÷ tiếp nhận của các thủ tục mà danh mục có kênh trực tuyến",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=every(Equals(Column("channel"), "online"), Equals(Column("online_offered"), value=True)),
    denominator=Equals(Column("online_offered"), value=True),
    exclusions=(*NOT_COUNTED, "hồ sơ của thủ tục không có kênh trực tuyến"),
    source="QĐ 766/QĐ-TTg, mục 3 (chờ kiểm chứng); danh mục chưa phân biệt toàn trình và một phần",
    distinct_from=("online_share",),
)
