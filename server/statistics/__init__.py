"""Totals, kept up to date by the transaction that writes the record."""
