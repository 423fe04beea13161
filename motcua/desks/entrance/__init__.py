"""The door: start page, login, refusals."""
