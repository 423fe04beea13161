"""The receipt of a dossier that has its number."""
