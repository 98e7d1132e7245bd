"""Secrets, and signatures of phones."""
