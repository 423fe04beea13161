"""What happened: Django applications, each with models, queries (read) and actions (write, atomic)."""
