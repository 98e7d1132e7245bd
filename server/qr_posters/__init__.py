"""QR codes: drawn for a terminal, as SVG, and on posters."""
