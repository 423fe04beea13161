"""What happened, in order, in a log that shows any later change."""
