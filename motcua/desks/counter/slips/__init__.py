"""Slips given at the door instead of a receipt."""
