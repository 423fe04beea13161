"""Dossiers: their acts, promises, facts and queues."""
