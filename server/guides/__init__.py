"""Guides: short, drawn steps of what volunteers help with, read offline on every phone."""
