"""Keeping papers, and giving them to who may read them."""
