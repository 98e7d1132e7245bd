"""What is kept how long, and taking away what has outlived its term (PROTOCOL 5.19)."""
