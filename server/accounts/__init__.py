"""Who is asking: accounts, their sessions, phones, invitations, and what each may do."""
