"""The officer works through a queue."""
