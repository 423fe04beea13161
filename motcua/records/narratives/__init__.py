"""Reports in words: what a unit tells of its administrative reform, with figures that stay those of the dossiers."""
