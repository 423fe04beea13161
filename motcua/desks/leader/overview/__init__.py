"""The period at a glance, and each figure with the dossiers behind it."""
