"""How we compute: pure functions of their arguments; no clock, no database, no files."""
