"""Figures read from the facts; this application writes nothing."""
