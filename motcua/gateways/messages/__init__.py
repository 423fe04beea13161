"""Where messages of the outbox go."""
