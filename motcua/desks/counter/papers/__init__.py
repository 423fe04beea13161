"""Scans of the papers of a dossier."""
