"""What is done with certificates."""
