"""Queue tickets: taking, calling, the board."""
