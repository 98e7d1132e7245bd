"""What is done to the server as a whole."""
