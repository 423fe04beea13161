"""The hot path: one interface, hand-written SQL for SQLite, and the ORM as its oracle."""
