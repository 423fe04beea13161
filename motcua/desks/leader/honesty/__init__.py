"""What should be looked at again: entries and settlements that are unusual."""
