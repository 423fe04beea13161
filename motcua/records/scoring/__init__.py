"""Scores of units by QĐ 766: what is counted here, and what administrators declare because nothing here records it."""
