"""Days of action: where several teams and partners help together."""
