"""QR codes: drawing them, and which lead to a record."""
