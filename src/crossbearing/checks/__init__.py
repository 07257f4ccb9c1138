"""Claims x movement -> verdicts, origins. Pure."""
