"""Places and procedures: a pack for a place in a year, and what reads it."""
