"""Reports -> claims, times, problems. Pure."""
