"""Which positions of ships are to be trusted: marks, and the disturbances behind them."""
