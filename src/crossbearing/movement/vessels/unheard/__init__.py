"""What ships could have done while nobody heard them, over water."""
