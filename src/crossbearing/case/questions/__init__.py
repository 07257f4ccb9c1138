"""Questions asked of a case or straight of files: counts, maps, coverage, traffic, what to load."""
