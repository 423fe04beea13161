"""Accounts, positions with dates, delegation, and who may see what."""
