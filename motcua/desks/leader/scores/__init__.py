"""The scores of QĐ 766: ranking, sheets, rows, what units declare."""
