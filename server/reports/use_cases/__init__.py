"""What is put into files."""
