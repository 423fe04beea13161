"""Tables: what is due for a dossier, what was paid, confirmed, waived and given back."""
