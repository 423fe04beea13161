"""Dossiers submitted online."""
