"""Which report repeats which, and what changed on the way."""
