"""The periodic report on administrative reform, written around live figures."""
