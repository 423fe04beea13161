"""The register and the lists of hand-overs."""
