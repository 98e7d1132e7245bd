"""Who asks, by what session or phone, and what each may do."""
