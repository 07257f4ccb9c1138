"""Where: mentions of places, and the role that each plays in its clause."""
