"""Who a ship is: what she says, what lists say, and judgements on numbers that ships share, change or exchange."""
