"""QR codes, drawn."""
