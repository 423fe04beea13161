"""Figures read from the facts, and figures that came from elsewhere to be compared with."""
