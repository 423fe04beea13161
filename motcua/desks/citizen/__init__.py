"""The citizen looks a dossier up."""
