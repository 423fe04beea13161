"""The demonstration: half a year of invented dossiers, replayed through the acts that the desks use."""
