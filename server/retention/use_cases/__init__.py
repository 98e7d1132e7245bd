"""The one act of this package."""
