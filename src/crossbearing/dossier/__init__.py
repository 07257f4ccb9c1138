"""Findings -> what gets published."""
