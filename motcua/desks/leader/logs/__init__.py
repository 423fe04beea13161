"""Event logs, own and foreign: ways, times and bottlenecks."""
