"""What is done with printed codes."""
