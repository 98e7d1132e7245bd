"""The one writer of all that syncs, and the rows that it writes."""
