"""The official forms: drafted, signed, sent."""
