"""The audit trail, and the journal of what was taken away."""
