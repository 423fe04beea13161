"""SQLite that is durable and whose writers queue instead of failing: a database backend of Django."""
