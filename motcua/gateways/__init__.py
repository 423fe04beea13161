"""The outside: one folder per kind of system, each with its contract in `base.py` and a `demo` to copy."""
