"""What in the records should be looked at again: never an accusation, always with what may be innocent about it."""
