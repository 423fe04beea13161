"""Charts drawn on the server as lengths of SVG; each has its table."""

from motcua.desks.frame.charts.columns import (
    HEIGHT,
    WIDTH,
    ColumnChart,
    DrawnColumn,
    Value,
    column_chart,
    share_bar,
)

__all__ = ["HEIGHT", "WIDTH", "ColumnChart", "DrawnColumn", "Value", "column_chart", "share_bar"]
