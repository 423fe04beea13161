"""Procedures and their versions, channels, papers and step tables."""
