"""A period in pictures: who stands where, which weeks, against last year, where dossiers are and where they wait."""
