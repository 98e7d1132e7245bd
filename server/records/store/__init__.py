"""Reading and writing records, changes and what waits for a person."""
