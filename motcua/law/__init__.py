"""What the State decrees: dated values, each with its document and article."""
