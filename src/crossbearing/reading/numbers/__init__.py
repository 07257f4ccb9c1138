"""How many: numbers, what softens them, and the noun they count."""
