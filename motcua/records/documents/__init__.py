"""Letters and the gapless series their numbers come from."""
