"""Synthetic worlds with known truth, in the byte formats of the real one."""
