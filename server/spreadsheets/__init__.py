"""Spreadsheets as people keep them in Excel: read with distrust, and written so that nothing in them acts. The
reader is our own: python-calamine cannot tell a formula from its value, and openpyxl refuses whole files
for parts that nobody needs (Strict Open XML, odd styles, empty properties)."""
