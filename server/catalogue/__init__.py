"""The catalogue: what volunteers help with, how it ended, why it did not work."""
