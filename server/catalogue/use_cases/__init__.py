"""Loading the catalogue, and keeping it by hand."""
