"""Units that live in time: validity, predecessors and successors."""
