"""Stays of dossiers at a unit that took longer than the quota of their step, out of all stays."""

from motcua.rules.indicator import NOT_COUNTED, Base, By, Elsewhere, Indicator, Unit

INDICATOR = Indicator(
    id="steps_overrun",
    version=1,
    label="Tỷ lệ bước xử lý vượt định mức",
    formula="lượt xử lý vượt định mức của bước ÷ mọi lượt xử lý, tính cho đơn vị đang giữ hồ sơ",
    unit=Unit.RATIO,
    base=Base.COHORT,
    numerator=Elsewhere("stays beyond the quota of their step"),
    denominator=Elsewhere("stays of dossiers at units"),
    breakdown=By.UNIT,
    exclusions=NOT_COUNTED,
    source="quy trình nội bộ của thủ tục; quy ước của hệ thống",
)
