"""What phones and server tell each other: records, changes, and the one writer of both."""
