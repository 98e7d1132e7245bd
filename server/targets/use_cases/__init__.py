"""Setting targets, sharing them out, and entering indicators."""
