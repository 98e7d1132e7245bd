"""The database: connections, plain SQL, many rows at once, JSON in one form, and the clock."""
