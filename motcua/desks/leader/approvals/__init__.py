"""Approving: what waits for a leader, and the decision on each dossier."""
