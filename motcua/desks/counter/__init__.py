"""The counter takes dossiers in and hands results out."""
