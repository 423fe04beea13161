"""The checker of figures: a report read claim by claim."""
