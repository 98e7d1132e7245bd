"""Photos and papers: one way in, one way out, each named by the SHA-256 of its bytes (PROTOCOL 5.13)."""
