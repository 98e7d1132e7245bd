"""Spreadsheets as people keep them in Excel: read with distrust, and written so that nothing in
them acts."""
