"""Bytes in: the only reader of the outside world."""
