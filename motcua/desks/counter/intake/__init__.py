"""Intake: one screen from the card to the saved dossier."""
