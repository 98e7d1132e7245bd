"""Targets and indicators."""
