"""Who acts, who receives, and what is handed over."""
