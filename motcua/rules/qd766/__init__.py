"""Points of the index of QĐ 766/QĐ-TTg."""
