"""Texts of reports whose numbers are fields: each names its figure, and nobody types over it."""
