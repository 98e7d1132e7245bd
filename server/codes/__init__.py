"""QR codes: drawn for a terminal and as SVG."""
