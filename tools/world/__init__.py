"""How each packaged table is made: one module per table, the authored facts as CSV beside it."""
