"""Aircraft and ships as reports name them, and go on talking about them."""
