"""Event logs taken in to be looked at: a space of their own, apart from casework."""
