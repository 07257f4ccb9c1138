"""Track formats: one small module each."""
