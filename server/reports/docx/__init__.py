"""Papers that somebody signs, filled in by docxtpl."""
