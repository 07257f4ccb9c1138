"""Checks of what ships did: together at sea, at a port, from port to port, silent, renamed."""
