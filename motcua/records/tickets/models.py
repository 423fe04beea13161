"""Tables: numbers drawn at a desk, and who is called."""
