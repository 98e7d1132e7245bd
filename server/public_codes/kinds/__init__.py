"""The kinds of records of this server to which printed codes lead."""
