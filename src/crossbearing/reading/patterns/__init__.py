"""Claim patterns: one small module a kind."""
