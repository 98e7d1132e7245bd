"""How far somebody sees, and what of it may be changed."""
