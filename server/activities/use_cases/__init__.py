"""Keeping activities, and what was done at them."""
