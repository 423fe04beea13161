"""Tables: what people are told, by which channel and in which language."""
