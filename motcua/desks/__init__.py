"""Screens: one folder per person at work."""
