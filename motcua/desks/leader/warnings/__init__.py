"""What is about to be late, and who held dossiers longer than their quota."""
