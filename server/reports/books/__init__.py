"""Spreadsheets, written by XlsxWriter."""
