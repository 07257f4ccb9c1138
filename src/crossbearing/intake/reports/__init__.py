"""Report formats: one small module each."""
