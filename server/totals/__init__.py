"""The kept totals: counted by the transaction that writes the record, and proved."""
