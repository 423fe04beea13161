"""The same indicators on an engine for very many rows: compiled to Ibis, which speaks to DuckDB and others.

Needs the extra `analytics`; nothing of the core imports it.
"""
